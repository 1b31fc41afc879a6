package io.peristyle.query;

import java.util.List;

/**
 * Where an insert goes, for transports that have to ask for the types themselves.
 *
 * @param table the table, quoted where needed
 * @param columns the names of the columns that get values, without quotes, in the order of the statement
 */
public record InsertTarget(String table, List<String> columns) {
    public InsertTarget {
        columns = List.copyOf(columns);
    }
}
