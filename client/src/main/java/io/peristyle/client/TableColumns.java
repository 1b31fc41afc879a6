package io.peristyle.client;

import io.peristyle.error.DataException;
import io.peristyle.query.Row;
import io.peristyle.query.TableColumn;
import io.peristyle.time.Deadline;
import io.peristyle.type.ClickHouseType;
import io.peristyle.type.OpaqueType;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The columns of tables that were inserted into, as they were when asked for; the eldest are forgotten. */
@SuppressWarnings("FutureReturnValueIgnored") // What futures lead to is said where they are completed.
final class TableColumns {
    private static final int KEPT = 256;
    private static final List<String> FLAGS = List.of("is_subcolumn", "is_virtual");

    private final Object lock = new Object();
    // Guarded by the lock; in the order of use.
    private final Map<TableName, List<TableColumn>> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TableName, List<TableColumn>> eldest) {
            return size() > KEPT;
        }
    };

    /** The columns as known; null if they are not. */
    @Nullable
    List<TableColumn> known(TableName table) {
        synchronized (lock) {
            return known.get(table);
        }
    }

    /** What was known turned out wrong. */
    void forget(TableName table) {
        synchronized (lock) {
            known.remove(table);
        }
    }

    /**
     * Asks the server, and keeps the answer.
     *
     * @param options of the statement that needs to know; its rights count, and what is left of its time
     */
    CompletableFuture<List<TableColumn>> describe(
            Engine engine, TableName table, StatementOptions options, Deadline deadline) {
        QueryDraft draft = new QueryDraft("DESCRIBE TABLE " + table.quoted()).withOptions(own -> {
            own.roles = options.roles;
            own.trace = options.trace;
            own.timeout = deadline.isNone() ? null : Duration.ofNanos(Math.max(1, deadline.remainingNanos()));
        });
        CompletableFuture<List<Row>> rows = new Query(engine, draft).rows();
        CompletableFuture<List<TableColumn>> columns = new CompletableFuture<>();
        rows.whenComplete((list, failure) -> {
            if (failure != null) {
                columns.completeExceptionally(failure);
                return;
            }
            try {
                List<TableColumn> parsed = list.stream()
                        .filter(TableColumns::isColumn)
                        .map(TableColumns::column)
                        .toList();
                synchronized (lock) {
                    known.put(table, parsed);
                }
                columns.complete(parsed);
            } catch (RuntimeException unreadable) {
                columns.completeExceptionally(unreadable);
            }
        });
        columns.whenComplete((list, failure) -> rows.cancel(false));
        return columns;
    }

    /** Users may have settings by which the server tells parts of columns, and columns that no table has, as well. */
    private static boolean isColumn(Row row) {
        for (String flag : FLAGS) {
            if (row.names().contains(flag) && row.longValue(flag) != 0) {
                return false;
            }
        }
        return true;
    }

    private static TableColumn column(Row row) {
        if (row.size() < 3) {
            throw new DataException("the server tells columns without their defaults, for this user has the setting"
                    + " describe_compact_output: set it to 0");
        }
        return new TableColumn(row.stringValue(0), type(row.stringValue(1)), row.stringValue(2));
    }

    /** A form that only newer servers know is no reason to keep the table's other columns from being inserted. */
    private static ClickHouseType type(String text) {
        int open = text.indexOf('(');
        try {
            return ClickHouseType.parse(text);
        } catch (DataException e) {
            if (open > 0 && text.endsWith(")")) {
                return new OpaqueType(text.substring(0, open), text.substring(open + 1, text.length() - 1));
            }
            throw e;
        }
    }
}
