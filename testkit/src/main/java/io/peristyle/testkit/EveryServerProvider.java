package io.peristyle.testkit;

import io.peristyle.embedded.ServerVersion;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Gives a test class one run per server version. */
final class EveryServerProvider implements ClassTemplateInvocationContextProvider {
    @Override
    public boolean supportsClassTemplate(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(ExtensionContext context) {
        boolean everyTransport = AnnotationSupport.isAnnotated(context.getTestClass(), OverEveryTransport.class);
        List<ServerVersion> versions = AnnotationSupport.findAnnotation(context.getTestClass(), OnEveryServer.class)
                .map(annotation -> List.of(annotation.only()))
                .orElse(List.of(ServerVersion.values()));
        return Stream.of(Transport.values())
                .filter(transport -> everyTransport || transport == Transport.NATIVE)
                .flatMap(transport -> Stream.of(ServerVersion.values())
                        .filter(versions::contains)
                        .map(version -> new Run(version, transport)));
    }

    /** The run on one version, over one transport. */
    private record Run(ServerVersion version, Transport transport) implements ClassTemplateInvocationContext {
        @Override
        public String getDisplayName(int invocationIndex) {
            return transport == Transport.NATIVE ? version.toString() : version + " over " + transport;
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(new ServerExtension(version, transport));
        }
    }
}
