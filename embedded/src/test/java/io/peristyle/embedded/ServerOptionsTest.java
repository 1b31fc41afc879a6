package io.peristyle.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerOptionsTest {
    private final ServerOptions.Builder builder = ServerOptions.builder(ServerVersion.MODERN);

    @Test
    void refusesNamesThatWouldBreakTheConfiguration() {
        assertThatThrownBy(() -> builder.serverSetting("a><b", "1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a><b");
        assertThatThrownBy(() -> builder.profileSetting("", "1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ServerUser("two words", "")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesPortsThatDoNotExist() {
        assertThatThrownBy(() -> builder.tcpPort(65_536))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("65536");
        assertThatThrownBy(() -> builder.httpPort(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void showsNoPassword() {
        ServerOptions options = builder.user(new ServerUser("app", "s3cret")).build();
        assertThat(options.toString()).contains("app").doesNotContain("s3cret");
    }

    @Test
    void escapesValuesInTheConfiguration(@TempDir Path directory) throws Exception {
        ServerOptions options = builder.user(new ServerUser("app", "<&>"))
                .serverSetting("display_name", "a & b")
                .build();
        new ServerConfig(options, directory, new ServerPorts(1, 2), "mark").write(true);
        assertThat(Files.readString(directory.resolve("users.xml"))).contains("<password>&lt;&amp;&gt;</password>");
        assertThat(Files.readString(directory.resolve("config.xml")))
                .contains("<display_name>a &amp; b</display_name>");
    }
}
