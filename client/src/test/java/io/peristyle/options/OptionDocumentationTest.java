package io.peristyle.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OptionDocumentationTest {
    @Test
    void theReadmeListsEveryOptionWithItsDefault() throws Exception {
        String table = OptionTable.OPTIONS.stream()
                .map(option -> "| `" + option.name() + "` | " + option.defaultText() + " | " + option.meaning() + " | "
                        + option.aliases().stream()
                                .map(alias -> "`" + alias + "`")
                                .collect(Collectors.joining(", "))
                        + " |\n")
                .collect(Collectors.joining());

        assertThat(Files.readString(Path.of("..", "README.md"))).contains(table);
    }
}
