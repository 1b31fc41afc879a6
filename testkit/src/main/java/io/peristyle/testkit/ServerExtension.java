package io.peristyle.testkit;

import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerUnavailableException;
import io.peristyle.embedded.ServerVersion;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeClassTemplateInvocationCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
import org.opentest4j.TestAbortedException;

/** Gives tests servers of one version, and skips those that it cannot serve. */
final class ServerExtension implements BeforeClassTemplateInvocationCallback, ExecutionCondition, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(ServerExtension.class);

    private final ServerVersion version;

    ServerExtension(ServerVersion version) {
        this.version = version;
    }

    @Override
    public void beforeClassTemplateInvocation(ExtensionContext context) {
        AnnotationSupport.findAnnotatedMethods(
                        context.getRequiredTestClass(), BeforeEachServer.class, HierarchyTraversalMode.TOP_DOWN)
                .forEach(method -> ReflectionSupport.invokeMethod(method, null, sharedOrAborted(context)));
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        String missing = Stream.concat(
                        AnnotationSupport.findAnnotation(context.getElement(), Requires.class).stream(),
                        AnnotationSupport.findAnnotation(context.getTestClass(), Requires.class).stream())
                .flatMap(requires -> Arrays.stream(requires.value()))
                .filter(feature -> !feature.isIn(version))
                .map(ServerFeature::description)
                .distinct()
                .collect(Collectors.joining(", "));
        return missing.isEmpty()
                ? ConditionEvaluationResult.enabled(version + " has all that is required")
                : ConditionEvaluationResult.disabled(version + " lacks: " + missing);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == ClickHouseServer.class || type == ServerVersion.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (parameter.getParameter().getType() == ServerVersion.class) {
            return version;
        }
        return parameter.isAnnotated(PrivateServer.class) ? own(parameter, context) : sharedOrAborted(context);
    }

    private ClickHouseServer sharedOrAborted(ExtensionContext context) {
        try {
            return shared(context);
        } catch (ServerUnavailableException e) {
            throw notRun(context, e);
        }
    }

    /** Kept for the whole session of the launcher: one server per version and JVM. */
    private ClickHouseServer shared(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .computeIfAbsent(version, SharedServer::new, SharedServer.class)
                .get();
    }

    private ClickHouseServer own(ParameterContext parameter, ExtensionContext context) {
        if (version == ServerVersion.MODERN && TestEnvironment.url() != null) {
            String reason = "kills or freezes its server, and " + TestEnvironment.URL + " names one that is not ours";
            SuitesNotRun.record(suite(context), reason, "unset " + TestEnvironment.URL);
            throw new TestAbortedException(reason);
        }
        try {
            return context.getStore(NAMESPACE)
                    .computeIfAbsent(
                            "private server " + parameter.getIndex(),
                            key -> ClickHouseServer.start(version),
                            ClickHouseServer.class);
        } catch (ServerUnavailableException e) {
            throw notRun(context, e);
        }
    }

    private RuntimeException notRun(ExtensionContext context, ServerUnavailableException failure) {
        if (TestEnvironment.requiresServers()) {
            return failure;
        }
        SuitesNotRun.record(suite(context), failure.reason(), failure.installCommand());
        return new TestAbortedException(failure.getMessage(), failure);
    }

    private String suite(ExtensionContext context) {
        return context.getTestClass().map(Class::getSimpleName).orElse("tests") + " on " + version;
    }
}
