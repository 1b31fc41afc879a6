package io.peristyle.testkit;

import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerVersion;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What the environment says about the servers to test on. */
final class TestEnvironment {
    /** Names a modern server that runs already. */
    static final String URL = "PERISTYLE_TEST_URL";

    /** With {@code true} a missing server is a failure, not a skipped test. */
    static final String REQUIRE = "PERISTYLE_REQUIRE_SERVERS";

    private TestEnvironment() {}

    static @Nullable URI url() {
        String url = System.getenv(URL);
        return url == null || url.isBlank() ? null : URI.create(url);
    }

    static boolean requiresServers() {
        return Boolean.parseBoolean(System.getenv(REQUIRE));
    }

    /** The named server for the modern version, else a child process. */
    static ClickHouseServer start(ServerVersion version) {
        URI url = url();
        if (version != ServerVersion.MODERN || url == null) {
            return ClickHouseServer.start(version);
        }
        ClickHouseServer named = ClickHouseServer.at(url);
        if (named.version() != version) {
            throw new IllegalStateException(URL + " names a " + named.version() + ", wanted is a " + version);
        }
        return named;
    }
}
