package io.peristyle.record;

import java.util.List;
import java.util.Locale;

/** Names of columns and of components: the same if equal, else if {@code snake_case} of one is {@code camelCase} of the other. */
final class ColumnNames {
    private ColumnNames() {}

    /** Where the column for {@code component} is; −1 if there is none. */
    static int find(List<String> columns, String component) {
        int exact = columns.indexOf(component);
        if (exact >= 0) {
            return exact;
        }
        String wanted = snake(component);
        for (int i = 0; i < columns.size(); i++) {
            if (snake(columns.get(i)).equals(wanted)) {
                return i;
            }
        }
        return -1;
    }

    /** {@code pickupTime} as {@code pickup_time}, {@code URLOfPage} as {@code url_of_page}. */
    static String snake(String name) {
        StringBuilder snake = new StringBuilder(name.length() + 4);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean begins = Character.isUpperCase(c)
                    && i > 0
                    && name.charAt(i - 1) != '_'
                    && (!Character.isUpperCase(name.charAt(i - 1))
                            || (i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1))));
            snake.append(begins ? "_" : "").append(c);
        }
        return snake.toString().toLowerCase(Locale.ROOT);
    }
}
