package io.peristyle.query;

/**
 * A server setting that travels with a query.
 *
 * @param name the server's name of it, such as {@code max_threads}
 * @param value its value as in SQL, without quotes
 * @param important whether the server shall refuse the query if it does not know the setting; otherwise it ignores it
 */
public record Setting(String name, String value, boolean important) {}
