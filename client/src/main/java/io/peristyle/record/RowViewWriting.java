package io.peristyle.record;

import io.peristyle.error.DataException;
import io.peristyle.query.Row;
import io.peristyle.query.TableColumn;
import java.util.Collection;
import java.util.List;

/** Rows of a result as rows of a table, by name. */
final class RowViewWriting implements RowWriting<Row> {
    private final GivenNames given = new GivenNames();
    private List<String> latest = List.of();

    @Override
    public List<TableColumn> columns(List<TableColumn> offered, boolean chosen, Collection<? extends Row> sample) {
        List<String> names =
                sample.isEmpty() ? List.of() : sample.iterator().next().names();
        List<TableColumn> columns = chosen || sample.isEmpty() ? offered : named(offered, names);
        given.set(columns, names);
        return columns;
    }

    @Override
    public void check(Row row, int columns) {
        // Rows of one result have one list of names.
        if (row.names() != latest) {
            given.check(row.names());
            latest = row.names();
        }
    }

    private static List<TableColumn> named(List<TableColumn> offered, List<String> names) {
        List<String> known = offered.stream().map(TableColumn::name).toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw new DataException("the table has no column " + name + "; it takes values for " + known);
            }
        }
        return offered.stream().filter(column -> names.contains(column.name())).toList();
    }

    @Override
    public CellWriter<Row> cell(TableColumn column, int index) {
        return (row, builder) -> builder.appendFrom(row.block().column(column.name()), row.index());
    }
}
