package io.peristyle.type;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code JSON} or {@code JSON(max_dynamic_paths=N, a.b T, SKIP c, …)}: objects, stored by the paths of their values.
 *
 * @param maximumTypes types that one path keeps apart; null: the server's default, 32
 * @param maximumPaths paths with columns of their own; null: the server's default, 1024
 * @param paths the paths whose type is given, in any order; kept in the server's: by the bytes of their names, rising
 * @param skipped paths that are dropped; kept in the same order
 * @param skippedPatterns regular expressions of paths that are dropped
 */
public record JsonType(
        @Nullable Integer maximumTypes,
        @Nullable Integer maximumPaths,
        List<Path> paths,
        List<String> skipped,
        List<String> skippedPatterns)
        implements ClickHouseType {
    /** Bytes are compared, as the server does: the data of the paths follow each other in this order. */
    private static final Comparator<String> SERVER_ORDER =
            Comparator.comparing(name -> name.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    public JsonType {
        paths = paths.stream()
                .sorted(Comparator.comparing(Path::name, SERVER_ORDER))
                .toList();
        skipped = skipped.stream().sorted(SERVER_ORDER).toList();
        skippedPatterns = List.copyOf(skippedPatterns);
    }

    @Override
    public String name() {
        return "JSON";
    }

    @Override
    public String toString() {
        List<String> arguments = new ArrayList<>();
        if (maximumTypes != null) {
            arguments.add("max_dynamic_types=" + maximumTypes);
        }
        if (maximumPaths != null) {
            arguments.add("max_dynamic_paths=" + maximumPaths);
        }
        paths.forEach(path -> arguments.add(path.toString()));
        skipped.forEach(path -> arguments.add("SKIP " + Quoting.identifier(path)));
        skippedPatterns.forEach(pattern -> arguments.add("SKIP REGEXP " + Quoting.literal(pattern)));
        return arguments.isEmpty() ? "JSON" : "JSON(" + String.join(", ", arguments) + ")";
    }

    /**
     * A path whose type is given.
     *
     * @param name the keys from the outside in, with points between them
     * @param type the type of the values
     */
    public record Path(String name, ClickHouseType type) {
        @Override
        public String toString() {
            return Quoting.identifier(name) + " " + type;
        }
    }
}
