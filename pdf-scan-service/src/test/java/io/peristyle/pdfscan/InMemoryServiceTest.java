package io.peristyle.pdfscan;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.pdfscan.scan.Corpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InMemoryServiceTest extends ServiceContract {
    @Override
    Map<String, String> variables() {
        return Map.of();
    }

    @Test
    void doesNotTakeAFailureOfTheDiskForAClientThatWentAway(@TempDir Path spool) throws IOException {
        try (RunningService service = RunningService.start(variables(), spool)) {
            List<Path> directories;
            try (Stream<Path> entries = Files.list(spool)) {
                directories = entries.filter(
                                entry -> entry.getFileName().toString().startsWith("memory-"))
                        .toList();
            }
            for (Path directory : directories) {
                Files.deleteIfExists(directory.resolve(".lock"));
                Files.delete(directory);
            }

            Api.Answer answer = service.api().upload(Corpus.file("pdfbox-1"));

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.text("code")).isEqualTo("BACKEND_UNAVAILABLE");
            assertThat(answer.text("details")).contains("disk").doesNotContain(spool.toString());
        }
    }
}
