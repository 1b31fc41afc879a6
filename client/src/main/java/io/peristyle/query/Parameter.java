package io.peristyle.query;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A server-side parameter, {@code {name:Type}} in the SQL. Immutable, with value equality. */
public final class Parameter {
    private final String name;
    private final String text;
    private final Supplier<String> literal;

    /**
     * Knows both of its forms.
     *
     * @param name the name in the placeholder
     * @param text the value in the server's text form for parameters, before SQL quoting
     * @param literal the value as an SQL literal, for servers that are too old for parameters
     */
    public Parameter(String name, String text, String literal) {
        this(name, text, () -> literal);
    }

    /** @param literal answers the same at all times; asked for by old servers only */
    Parameter(String name, String text, Supplier<String> literal) {
        this.name = name;
        this.text = text;
        this.literal = literal;
    }

    public String name() {
        return name;
    }

    /** The value in the server's text form for parameters, before SQL quoting. */
    public String text() {
        return text;
    }

    /** The value as an SQL literal. */
    public String literal() {
        return literal.get();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Parameter parameter
                && name.equals(parameter.name)
                && text.equals(parameter.text)
                && literal().equals(parameter.literal());
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, text);
    }

    @Override
    public String toString() {
        return "Parameter[" + name + "]";
    }
}
