package io.peristyle.pdfscan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** What can be said of the container files without an engine that runs containers. */
class DeploymentFilesTest {
    private static final Pattern INSTRUCTION = Pattern.compile(
            "(FROM|WORKDIR|COPY|RUN|ENV|USER|VOLUME|EXPOSE|HEALTHCHECK|ENTRYPOINT)\\b.*|\\s+\\S.*|#.*|");

    @Test
    void theComposeFileGivesServiceAndServerTheSameCredentials(@TempDir Path spool) throws IOException {
        Map<String, Object> compose = new Yaml().load(Files.readString(Path.of("compose.yaml")));
        Map<String, String> service = environment(compose, "pdf-scan");
        Map<String, String> server = environment(compose, "clickhouse");

        for (String variable : List.of("CLICKHOUSE_USER", "CLICKHOUSE_PASSWORD", "CLICKHOUSE_DB")) {
            assertThat(service.get(variable)).isNotNull().isEqualTo(server.get(variable));
        }
        Map<String, String> variables = new HashMap<>(service);
        variables.put("PDF_SCAN_SPOOL", spool.toString());
        ServiceSettings settings = ServiceSettings.from(variables);
        assertThat(settings.store().backend()).isEqualTo(StoreSettings.BackendKind.CLICKHOUSE);
        assertThat(settings.store().clientOptions().endpoints().get(0).host()).isEqualTo("clickhouse");
        assertThat(String.valueOf(service(compose, "clickhouse").get("image")))
                .matches("clickhouse/clickhouse-server:[0-9.]+");
    }

    @Test
    void theImageRunsWithoutPrivilegesAndNamesItsVersions() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("Dockerfile"));

        assertThat(lines).allMatch(line -> INSTRUCTION.matcher(line).matches());
        assertThat(lines)
                .filteredOn(line -> line.startsWith("FROM"))
                .hasSize(2)
                .allMatch(line -> line.matches("FROM \\S+:[0-9]\\S+( AS \\w+)?"));
        assertThat(lines.indexOf("USER pdfscan")).isPositive().isLessThan(lines.size() - 1);
        assertThat(String.join("\n", lines))
                .contains("pdf-scan-service/target/pdf-scan.jar", "pdf-scan-service/target/lib", "HEALTHCHECK");
        assertThat(Files.readString(Path.of("pom.xml"))).contains("<finalName>pdf-scan</finalName>");
    }

    private static Map<String, String> environment(Map<String, Object> compose, String service) {
        Map<String, String> environment = new HashMap<>();
        ((Map<?, ?>) Objects.requireNonNull(service(compose, service).get("environment")))
                .forEach((name, value) -> environment.put(name.toString(), value.toString()));
        return environment;
    }

    private static Map<?, ?> service(Map<String, Object> compose, String service) {
        Map<?, ?> services = (Map<?, ?>) Objects.requireNonNull(compose.get("services"));
        return (Map<?, ?>) Objects.requireNonNull(services.get(service));
    }
}
