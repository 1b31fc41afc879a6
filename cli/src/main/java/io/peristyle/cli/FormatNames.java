package io.peristyle.cli;

import io.peristyle.cli.format.OutputFormat;
import io.peristyle.cli.input.InputFormat;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Formats by the names that the server gives them, in any case of letters. */
final class FormatNames {
    private FormatNames() {}

    /** The format of this name; null if there is none. */
    static @Nullable OutputFormat output(String name) {
        return find(OutputFormat.values(), name);
    }

    private static <F> @Nullable F find(F[] formats, String name) {
        return Arrays.stream(formats)
                .filter(format -> format.toString().equalsIgnoreCase(name))
                .findFirst()
                .orElse(null);
    }

    private static <F> F known(F[] formats, String name) {
        F format = find(formats, name);
        if (format == null) {
            List<String> names = Arrays.stream(formats).map(Object::toString).toList();
            String hint = Nearest.hint(name, names);
            throw new TypeConversionException(
                    "unknown format " + name + (hint.isEmpty() ? "; there are " + String.join(", ", names) : hint));
        }
        return format;
    }

    /** For options that say how to write. */
    static final class Output implements ITypeConverter<OutputFormat> {
        @Override
        public OutputFormat convert(String name) {
            return known(OutputFormat.values(), name);
        }
    }

    /** For options that say how to read. */
    static final class Input implements ITypeConverter<InputFormat> {
        @Override
        public InputFormat convert(String name) {
            return known(InputFormat.values(), name);
        }
    }
}
