package io.peristyle.pdfscan.scan;

import io.peristyle.pdfscan.document.FindingType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The committed PDFs, and what is planted in them. */
public final class Corpus {
    private static final Path DIRECTORY = Path.of("src", "test", "corpus");

    private Corpus() {}

    /** Every file, by name. */
    public static List<Entry> entries() {
        Map<String, Entry> entries = new TreeMap<>();
        for (String manifest : List.of("manifest.json", "pdfbox-manifest.json")) {
            try {
                new JsonMapper()
                        .readTree(Files.readString(DIRECTORY.resolve(manifest)))
                        .forEachEntry((name, entry) -> entries.put(name, entry(name, entry)));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
        return List.copyOf(entries.values());
    }

    /** The file of this name. */
    public static Path file(String name) {
        return DIRECTORY.resolve("pdf").resolve(name + ".pdf").toAbsolutePath();
    }

    /** Those that can be scanned. */
    public static List<Entry> scannable() {
        return entries().stream().filter(entry -> entry.unscannable() == null).toList();
    }

    private static Entry entry(String name, JsonNode node) {
        if (node.has("unscannable")) {
            return new Entry(name, List.of(), node.get("unscannable").asString());
        }
        List<Planted> planted = new ArrayList<>();
        for (JsonNode one : node.get("findings")) {
            FindingType type =
                    Objects.requireNonNull(FindingType.of(one.get("type").asString()));
            planted.add(new Planted(type, one.get("page").asInt()));
        }
        return new Entry(name, planted, null);
    }

    /**
     * A file.
     *
     * @param unscannable alternatives for what the reason says, if it cannot be scanned
     */
    public record Entry(
            String name, List<Planted> planted, @Nullable String unscannable) {
        public Path file() {
            return Corpus.file(name);
        }
    }

    /** Something planted. */
    public record Planted(FindingType type, int page) {}
}
