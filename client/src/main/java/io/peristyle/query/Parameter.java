package io.peristyle.query;

/**
 * A server-side parameter, {@code {name:Type}} in the SQL.
 *
 * @param name the name in the placeholder
 * @param text the value in the server's text form for parameters, before SQL quoting
 * @param literal the value as an SQL literal, for servers that are too old for parameters
 */
public record Parameter(String name, String text, String literal) {
    @Override
    public String toString() {
        return "Parameter[" + name + "]";
    }
}
