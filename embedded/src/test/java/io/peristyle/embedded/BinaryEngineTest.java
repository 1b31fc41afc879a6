package io.peristyle.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinaryEngineTest {
    @TempDir
    Path folder;

    @Test
    void takesAnInstalledServerOfTheModernVersion() throws IOException {
        Path program = program("clickhouse", "echo 'ClickHouse local version 26.7.1.5 (official build).'");
        assertThat(BinaryEngine.modern("/nowhere" + File.pathSeparator + folder))
                .isEqualTo(new BinaryEngine(List.of(program.toString(), "server")));
    }

    @Test
    void passesOverAnInstalledServerOfAnotherVersion() throws IOException {
        program("clickhouse", "echo 'ClickHouse local version 25.3.26.7 (official build).'");
        assertThat(BinaryEngine.modern(folder.toString())).isNull();
        assertThat(BinaryEngine.modern("")).isNull();
    }

    @Test
    void knowsDebiansServerByItsComplaint() throws IOException {
        Path program = program("clickhouse-server", "echo 'Unknown option specified: version' >&2; exit 64");
        assertThat(BinaryEngine.legacy(folder.toString())).isEqualTo(new BinaryEngine(List.of(program.toString())));
    }

    @Test
    void saysHowToInstallAServerThatIsMissingOrOfAnotherVersion() throws IOException {
        assertThatThrownBy(() -> BinaryEngine.legacy(folder.toString()))
                .isInstanceOf(ServerUnavailableException.class)
                .hasMessageContaining("18.16")
                .hasMessageEndingWith("apt-get install clickhouse-server clickhouse-common");
        program("clickhouse-server", "echo 'ClickHouse server version 25.3.1.2 (official build).'");
        assertThatThrownBy(() -> BinaryEngine.legacy(folder.toString())).isInstanceOf(ServerUnavailableException.class);
    }

    private Path program(String name, String commands) throws IOException {
        Path program = folder.resolve(name);
        Files.writeString(program, "#!/bin/sh\n" + commands + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return program;
    }
}
