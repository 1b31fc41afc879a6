package io.peristyle.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerVersion;
import io.peristyle.readme.ReadmeExample.Trip;
import io.peristyle.testkit.OnServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

@OnServer(ServerVersion.MODERN)
class ReadmeExampleIT {
    @Test
    void theExampleDoesWhatItSays(ClickHouseServer server) {
        server.http("CREATE TABLE trips (id Int64, city LowCardinality(String), at DateTime64(3), fare Float64)"
                + " ENGINE = MergeTree ORDER BY id");
        Trip first = new Trip(1, "Oslo", Instant.parse("2026-01-02T03:04:05.678Z"), 12.5);
        Trip second = new Trip(2, "Bergen", Instant.parse("2026-01-02T03:04:06Z"), 8);
        Trip third = new Trip(3, "Oslo", Instant.parse("2026-01-02T03:04:07Z"), 9.25);

        assertThat(ReadmeExample.run(server.url(), List.of(first, second, third)))
                .containsExactly(first, third);

        server.http("DROP TABLE trips");
    }

    @Test
    void theReadmeShowsTheExampleThatIsRun() throws Exception {
        String source =
                Files.readString(Path.of("src", "test", "java", "io", "peristyle", "readme", "ReadmeExample.java"));
        String example = source.substring(
                        source.indexOf("// example begins") + "// example begins\n".length(),
                        source.indexOf("    // example ends"))
                .replaceAll("(?m)^    ", "");

        assertThat(Files.readString(Path.of("..", "README.md"))).contains("```java\n" + example + "```");
    }
}
