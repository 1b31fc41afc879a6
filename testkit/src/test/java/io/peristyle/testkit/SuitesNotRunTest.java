package io.peristyle.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuitesNotRunTest {
    @Test
    void keepsOneLinePerSuite(@TempDir Path folder) {
        Path file = folder.resolve("target").resolve("suites-not-run.txt");
        SuitesNotRun.record(file, "A on ClickHouse 18.16: none here; install: apt-get install x");
        SuitesNotRun.record(file, "B on ClickHouse 18.16: none\nhere; install: apt-get install x");
        SuitesNotRun.record(file, "A on ClickHouse 18.16: none here; install: apt-get install x");
        assertThat(file).hasContent("""
                        A on ClickHouse 18.16: none here; install: apt-get install x
                        B on ClickHouse 18.16: none here; install: apt-get install x
                        """);
    }
}
