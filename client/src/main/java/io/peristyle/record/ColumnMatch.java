package io.peristyle.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which column goes with which property of a class. Keeps what it found last: the next block mostly has the same names. */
final class ColumnMatch {
    private final Class<?> owner;
    private final List<Property> properties;
    private final List<String> names;
    private volatile @Nullable Found last;

    ColumnMatch(Class<?> owner, List<Property> properties) {
        this.owner = owner;
        this.properties = properties;
        this.names = properties.stream().map(Property::name).toList();
    }

    /** As {@link ColumnNames#match}. */
    Found of(List<String> columns) {
        Found known = last;
        if (known != null && isSame(known.columns, columns)) {
            return known;
        }
        Found found = find(columns);
        last = found;
        return found;
    }

    private static boolean isSame(List<String> known, List<String> columns) {
        if (known == columns) {
            return true;
        }
        if (known.size() != columns.size()) {
            return false;
        }
        for (int i = 0; i < known.size(); i++) {
            if (!known.get(i).equals(columns.get(i))) {
                return false;
            }
        }
        return true;
    }

    private Found find(List<String> columns) {
        int[] places = ColumnNames.match(columns, names, owner.getName());
        @Nullable CellTarget[] targets = new @Nullable CellTarget[places.length];
        boolean[] used = new boolean[columns.size()];
        for (int i = 0; i < places.length; i++) {
            if (places[i] >= 0) {
                used[places[i]] = true;
                Property property = properties.get(i);
                String component = "component " + property.name() + " of " + owner.getSimpleName();
                targets[i] = new CellTarget(columns.get(places[i]), component, property.type(), property.genericType());
            }
        }
        int unused = 0;
        while (unused < used.length && used[unused]) {
            unused++;
        }
        return new Found(columns, places, targets, unused);
    }

    /** What was found among some columns. */
    static final class Found {
        private final List<String> columns;
        private final int[] places;
        private final @Nullable CellTarget[] targets;
        private final int firstUnused;

        private Found(List<String> columns, int[] places, @Nullable CellTarget[] targets, int firstUnused) {
            this.columns = columns;
            this.places = places;
            this.targets = targets;
            this.firstUnused = firstUnused;
        }

        /** The column of a property; negative if there is none. */
        int column(int property) {
            return places[property];
        }

        /** Where the values of a property's column go; null if there is none. */
        @Nullable
        CellTarget target(int property) {
            return targets[property];
        }

        /** The first column that is no property's; the number of columns if there is none. */
        int firstUnused() {
            return firstUnused;
        }
    }
}
