package io.peristyle.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.options.ClientOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ConfigurationMetadataTest {
    private static final Pattern ROW = Pattern.compile("\\| `([a-z_]+)` \\| (.*?) \\| (.*?) \\| .*\\|");

    @Test
    void describesEveryOptionInTheWordsOfTheReadme() throws IOException {
        Map<String, JsonNode> metadata = metadata();
        Map<String, String> meanings = readme();

        assertThat(ClientOptions.optionNames()).containsAll(meanings.keySet()).hasSizeGreaterThan(meanings.size());
        meanings.forEach((option, meaning) -> {
            JsonNode property = metadata.get("peristyle." + option.replace('_', '-'));
            assertThat(property).as(option).isNotNull();
            assertThat(property.get("description").asString()).isEqualToIgnoringCase(meaning + ".");
        });
    }

    @Test
    void describesWhatTheStarterItselfIsTold() throws IOException {
        assertThat(metadata().keySet())
                .contains(
                        "peristyle.enabled",
                        "peristyle.pool-name",
                        "peristyle.health-timeout",
                        "peristyle.url",
                        "peristyle.setting");
    }

    private static Map<String, String> readme() throws IOException {
        Map<String, String> meanings = new LinkedHashMap<>();
        for (String line : Files.readAllLines(Path.of("..", "README.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                meanings.put(row.group(1), row.group(3).replace("`", ""));
            }
        }
        return meanings;
    }

    private static Map<String, JsonNode> metadata() throws IOException {
        Map<String, JsonNode> properties = new LinkedHashMap<>();
        ClassLoader classes = ConfigurationMetadataTest.class.getClassLoader();
        try (InputStream in = classes.getResourceAsStream("META-INF/spring-configuration-metadata.json")) {
            assertThat(in).isNotNull();
            for (JsonNode property :
                    List.copyOf(new JsonMapper().readTree(in).get("properties").values())) {
                properties.put(property.get("name").asString(), property);
            }
        }
        return properties;
    }
}
