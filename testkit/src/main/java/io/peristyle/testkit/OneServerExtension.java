package io.peristyle.testkit;

import io.peristyle.embedded.ServerVersion;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Serves {@link OnServer} by the version that stands nearest to the test. */
final class OneServerExtension implements ExecutionCondition, ParameterResolver {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return nearest(context).evaluateExecutionCondition(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return nearest(context).supportsParameter(parameter, context);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return nearest(context).resolveParameter(parameter, context);
    }

    private static ServerExtension nearest(ExtensionContext context) {
        ServerVersion version = AnnotationSupport.findAnnotation(context.getElement(), OnServer.class)
                .or(() -> context.getTestClass()
                        .flatMap(type -> AnnotationSupport.findAnnotation(
                                type, OnServer.class, context.getEnclosingTestClasses())))
                .map(OnServer::value)
                .orElse(ServerVersion.MODERN);
        return new ServerExtension(version, Transport.NATIVE);
    }
}
