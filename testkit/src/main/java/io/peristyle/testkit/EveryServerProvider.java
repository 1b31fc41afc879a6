package io.peristyle.testkit;

import io.peristyle.embedded.ServerVersion;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Gives a test class one run per server version. */
final class EveryServerProvider implements ClassTemplateInvocationContextProvider {
    @Override
    public boolean supportsClassTemplate(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(ExtensionContext context) {
        return Stream.of(ServerVersion.values()).map(Run::new);
    }

    /** The run on one version. */
    private record Run(ServerVersion version) implements ClassTemplateInvocationContext {
        @Override
        public String getDisplayName(int invocationIndex) {
            return version.toString();
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(new ServerExtension(version));
        }
    }
}
