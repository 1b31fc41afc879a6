package io.peristyle.client;

import io.peristyle.options.ClientOptions;
import io.peristyle.query.InsertRequest;
import io.peristyle.query.InsertTarget;
import io.peristyle.query.TableColumn;
import io.peristyle.type.Quoting;
import java.util.List;
import java.util.stream.Collectors;

/** All that was said of an insert so far; a value that is copied before it is changed. */
final class InsertDraft {
    final TableName table;
    StatementOptions options = new StatementOptions();
    /** Empty: as the rows have it. */
    List<String> columns = List.of();

    InsertDraft(TableName table) {
        this.table = table;
    }

    InsertDraft copy() {
        InsertDraft copy = new InsertDraft(table);
        copy.options = options.copy();
        copy.columns = columns;
        return copy;
    }

    /** The insert of rows with the columns {@code into}. */
    InsertRequest request(List<TableColumn> into, ClientOptions client) {
        return new InsertRequest(
                sql(into),
                SynchronousTokens.in(options.build(client)),
                ReplicatedTables.contain(table, client),
                target(into),
                client.statements().insert().joinedBytes(),
                null);
    }

    /** The insert of bytes in a format. */
    InsertRequest request(String format, ClientOptions client) {
        String names = columns.isEmpty()
                ? ""
                : columns.stream().map(Quoting::identifier).collect(Collectors.joining(", ", " (", ")"));
        return new InsertRequest(
                "INSERT INTO " + table.quoted() + names + " FORMAT " + format,
                SynchronousTokens.in(options.build(client)),
                ReplicatedTables.contain(table, client),
                null,
                0,
                format);
    }

    /** The statement, ending so that the server expects blocks. */
    String sql(List<TableColumn> into) {
        return into.stream()
                .map(column -> Quoting.identifier(column.name()))
                .collect(Collectors.joining(", ", "INSERT INTO " + table.quoted() + " (", ") FORMAT Native"));
    }

    private InsertTarget target(List<TableColumn> into) {
        return new InsertTarget(
                table.quoted(), into.stream().map(TableColumn::name).toList());
    }
}
