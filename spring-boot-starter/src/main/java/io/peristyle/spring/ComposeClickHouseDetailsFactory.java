package io.peristyle.spring;

import io.peristyle.endpoint.Endpoint;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.docker.compose.core.RunningService;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionDetailsFactory;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionSource;

/** The server of a compose file's service of the image {@code clickhouse/clickhouse-server}. */
final class ComposeClickHouseDetailsFactory extends DockerComposeConnectionDetailsFactory<ClickHouseConnectionDetails> {
    static final int NATIVE_PORT = 9000;

    ComposeClickHouseDetailsFactory() {
        super("clickhouse/clickhouse-server");
    }

    @Override
    protected ClickHouseConnectionDetails getDockerComposeConnectionDetails(DockerComposeConnectionSource source) {
        return new Details(source.getRunningService());
    }

    static final class Details extends DockerComposeConnectionDetails implements ClickHouseConnectionDetails {
        private final Endpoint endpoint;
        private final Map<String, String> environment;

        Details(RunningService service) {
            super(service);
            endpoint = new Endpoint(service.host(), service.ports().get(NATIVE_PORT));
            environment = Map.copyOf(service.env());
        }

        @Override
        public List<Endpoint> endpoints() {
            return List.of(endpoint);
        }

        @Override
        public Boolean secure() {
            return false;
        }

        /** The image's own default is {@code default}, whatever the application is configured to use elsewhere. */
        @Override
        public String username() {
            return environment.getOrDefault("CLICKHOUSE_USER", "default");
        }

        @Override
        public String password() {
            return environment.getOrDefault("CLICKHOUSE_PASSWORD", "");
        }

        @Override
        public @Nullable String database() {
            return environment.get("CLICKHOUSE_DB");
        }
    }
}
