package io.peristyle.spring;

import io.peristyle.endpoint.Endpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionDetailsFactory;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionSource;
import org.testcontainers.clickhouse.ClickHouseContainer;

/** The server in a Testcontainers {@link ClickHouseContainer} annotated with {@code @ServiceConnection}. */
final class ContainerClickHouseDetailsFactory
        extends ContainerConnectionDetailsFactory<ClickHouseContainer, ClickHouseConnectionDetails> {
    static final int NATIVE_PORT = 9000;

    @Override
    protected ClickHouseConnectionDetails getContainerConnectionDetails(
            ContainerConnectionSource<ClickHouseContainer> source) {
        return new Details(source);
    }

    private static final class Details extends ContainerConnectionDetails<ClickHouseContainer>
            implements ClickHouseConnectionDetails {
        private Details(ContainerConnectionSource<ClickHouseContainer> source) {
            super(source);
        }

        @Override
        public List<Endpoint> endpoints() {
            ClickHouseContainer container = getContainer();
            return List.of(new Endpoint(container.getHost(), container.getMappedPort(NATIVE_PORT)));
        }

        @Override
        public Boolean secure() {
            return false;
        }

        @Override
        public @Nullable String username() {
            return getContainer().getUsername();
        }

        @Override
        public @Nullable String password() {
            return getContainer().getPassword();
        }

        @Override
        public @Nullable String database() {
            return getContainer().getDatabaseName();
        }
    }
}
