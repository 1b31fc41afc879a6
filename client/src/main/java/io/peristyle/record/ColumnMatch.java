package io.peristyle.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which column goes with which property of a class. Keeps what it found last: the next block mostly has the same names. */
final class ColumnMatch {
    private final List<String> properties;
    private final String owner;
    private volatile @Nullable Found last;

    /** @param owner what the properties belong to, for errors */
    ColumnMatch(List<String> properties, String owner) {
        this.properties = properties;
        this.owner = owner;
    }

    /** As {@link ColumnNames#match}; not to be changed. */
    int[] of(List<String> columns) {
        Found known = last;
        if (known != null && known.columns.equals(columns)) {
            return known.places;
        }
        int[] places = ColumnNames.match(columns, properties, owner);
        last = new Found(columns, places);
        return places;
    }

    private static final class Found {
        final List<String> columns;
        final int[] places;

        Found(List<String> columns, int[] places) {
            this.columns = columns;
            this.places = places;
        }
    }
}
