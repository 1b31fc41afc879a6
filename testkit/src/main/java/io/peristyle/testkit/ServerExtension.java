package io.peristyle.testkit;

import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerFleet;
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
    private static final int FLEET_SIZE = 3;

    private final ServerVersion version;
    private final Transport transport;

    ServerExtension(ServerVersion version, Transport transport) {
        this.version = version;
        this.transport = transport;
    }

    @Override
    public void beforeClassTemplateInvocation(ExtensionContext context) {
        ClickHouseServer server;
        try {
            server = shared(context);
        } catch (ServerUnavailableException e) {
            throw new TestAbortedException(notRun(context, e), e);
        }
        AnnotationSupport.findAnnotatedMethods(
                        context.getRequiredTestClass(), BeforeEachServer.class, HierarchyTraversalMode.TOP_DOWN)
                .forEach(method -> ReflectionSupport.invokeMethod(method, null, server));
    }

    /** Decides about skipping here and not where parameters are resolved: there, every exception is a failed test. */
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        String missing = missingFeatures(context);
        if (!missing.isEmpty()) {
            return ConditionEvaluationResult.disabled(version + " over " + transport + " lacks: " + missing);
        }
        if (version == ServerVersion.MODERN && TestEnvironment.url() != null && wantsPrivateServer(context)) {
            String reason = "kills or freezes its server, and " + TestEnvironment.URL + " names one that is not ours";
            SuitesNotRun.record(suite(context), reason, "unset " + TestEnvironment.URL);
            return ConditionEvaluationResult.disabled(reason);
        }
        try {
            return ConditionEvaluationResult.enabled(shared(context).toString());
        } catch (ServerUnavailableException e) {
            return ConditionEvaluationResult.disabled(notRun(context, e));
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == ClickHouseServer.class
                || type == ServerVersion.class
                || type == Transport.class
                || (type == ServerFleet.class && parameter.isAnnotated(PrivateServer.class));
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (parameter.getParameter().getType() == ServerVersion.class) {
            return version;
        }
        if (parameter.getParameter().getType() == ServerFleet.class) {
            return fleet(parameter, context);
        }
        if (parameter.getParameter().getType() == Transport.class) {
            return transport;
        }
        return parameter.isAnnotated(PrivateServer.class) ? own(parameter, context) : shared(context);
    }

    /** Kept for the whole session of the launcher: one server per version and JVM. */
    private ClickHouseServer shared(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .computeIfAbsent(version, SharedServer::new, SharedServer.class)
                .get();
    }

    private ClickHouseServer own(ParameterContext parameter, ExtensionContext context) {
        if (parameter
                .findAnnotation(PrivateServer.class)
                .map(PrivateServer::ofClass)
                .orElse(false)) {
            return ownOfClass(context.getParent().orElse(context));
        }
        return context.getStore(NAMESPACE)
                .computeIfAbsent(
                        "private server " + parameter.getIndex(),
                        key -> ClickHouseServer.start(version),
                        ClickHouseServer.class);
    }

    private ClickHouseServer ownOfClass(ExtensionContext context) {
        ClickHouseServer server = context.getStore(NAMESPACE)
                .computeIfAbsent("private server", key -> ClickHouseServer.start(version), ClickHouseServer.class);
        if (!server.isAlive()) {
            server.restart();
        }
        return server;
    }

    private ServerFleet fleet(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .computeIfAbsent(
                        "private servers " + parameter.getIndex(),
                        key -> ServerFleet.start(version, FLEET_SIZE),
                        ServerFleet.class);
    }

    private String missingFeatures(ExtensionContext context) {
        return Stream.of(context.getElement(), context.getTestClass())
                .flatMap(element -> AnnotationSupport.findAnnotation(element, Requires.class).stream())
                .flatMap(requires -> Arrays.stream(requires.value()))
                .filter(feature -> !feature.isIn(version) || !feature.isOver(transport, version))
                .map(ServerFeature::description)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static boolean wantsPrivateServer(ExtensionContext context) {
        return Stream.concat(
                        context.getTestMethod().stream(),
                        context.getTestClass().stream().flatMap(type -> Arrays.stream(type.getDeclaredConstructors())))
                .flatMap(executable -> Arrays.stream(executable.getParameters()))
                .anyMatch(parameter -> parameter.isAnnotationPresent(PrivateServer.class));
    }

    /** Notes a suite whose server is missing, unless that is to be a failure; returns why it is skipped. */
    private String notRun(ExtensionContext context, ServerUnavailableException failure) {
        if (TestEnvironment.requiresServers()) {
            throw failure;
        }
        SuitesNotRun.record(suite(context), failure.reason(), failure.installCommand());
        return failure.reason() + "; install it with: " + failure.installCommand();
    }

    private String suite(ExtensionContext context) {
        return context.getTestClass().map(Class::getSimpleName).orElse("tests") + " on " + version;
    }
}
