package io.peristyle.options;

import java.util.List;

/**
 * One option that has a name.
 *
 * @param name its canonical name
 * @param defaultText its default, for people
 * @param meaning what it is, for people
 * @param setter puts a value from text into a builder
 * @param aliases other names that are taken for it
 */
record Option(String name, String defaultText, String meaning, Setter setter, List<String> aliases) {
    static Option of(String name, String defaultText, String meaning, Setter setter, String... aliases) {
        return new Option(name, defaultText, meaning, setter, List.of(aliases));
    }

    /** Puts the value of the option {@code name} from text into a builder. */
    @FunctionalInterface
    interface Setter {
        void set(ClientOptionsBuilder builder, String name, String value);
    }
}
