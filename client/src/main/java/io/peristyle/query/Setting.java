package io.peristyle.query;

/**
 * A server setting that travels with a query.
 *
 * @param name the server's name of it, such as {@code max_threads}
 * @param value its value as in SQL, without quotes
 * @param important whether the server shall refuse the query if it does not know the setting; otherwise it ignores it
 */
public record Setting(String name, String value, boolean important) {
    /** A setting that the server must know; {@code true} and {@code false} become 1 and 0. */
    public static Setting of(String name, Object value) {
        String text = value instanceof Boolean flag ? (flag ? "1" : "0") : value.toString();
        return new Setting(name, text, true);
    }
}
