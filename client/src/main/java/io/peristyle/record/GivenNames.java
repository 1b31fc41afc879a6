package io.peristyle.record;

import io.peristyle.query.TableColumn;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The names that rows may have values for; of any other name, values would be lost in silence. */
final class GivenNames {
    private Set<String> names = Set.of();

    /** {@code columns} take values; of what else {@code first} names, the user chose to leave it out. */
    void set(List<TableColumn> columns, Collection<String> first) {
        Set<String> given = new HashSet<>(first);
        columns.forEach(column -> given.add(column.name()));
        names = given;
    }

    /** @throws IllegalArgumentException if {@code row} names anything else */
    void check(Collection<String> row) {
        for (String name : row) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException("the row has a value for " + name
                        + ", which neither the first row nor the columns of the insert have");
            }
        }
    }
}
