package io.peristyle.record;

import io.peristyle.error.DataException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names of columns and of components: the same if equal, else if {@code snake_case} of one is {@code camelCase} of the other. */
final class ColumnNames {
    private ColumnNames() {}

    /**
     * Where the column for each of {@code components} is; −1 if there is none. A column that has the very name of a component
     * is that one's only.
     *
     * @param owner what the components belong to
     * @throws DataException if it cannot be told which of several columns, or of several components, is meant
     */
    static int[] match(List<String> columns, List<String> components, String owner) {
        int[] found = new int[components.size()];
        Set<Integer> taken = new HashSet<>();
        for (int i = 0; i < found.length; i++) {
            found[i] = columns.indexOf(components.get(i));
            taken.add(found[i]);
        }
        for (int i = 0; i < found.length; i++) {
            if (found[i] < 0) {
                found[i] = likeness(columns, components, i, taken, owner);
            }
        }
        return found;
    }

    private static int likeness(
            List<String> columns, List<String> components, int component, Set<Integer> taken, String owner) {
        String wanted = snake(components.get(component));
        List<String> namesakes =
                components.stream().filter(other -> snake(other).equals(wanted)).toList();
        int found = -1;
        for (int i = 0; i < columns.size(); i++) {
            if (!taken.contains(i) && snake(columns.get(i)).equals(wanted)) {
                if (found >= 0 || namesakes.size() > 1) {
                    throw new DataException("it cannot be told what of the columns " + columns + " goes with "
                            + namesakes + " of " + owner + "; give them the same names");
                }
                found = i;
            }
        }
        return found;
    }

    /** Whether the names are the same but for {@code snake_case} and {@code camelCase}. */
    static boolean areAlike(String column, String component) {
        return snake(column).equals(snake(component));
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
