package io.peristyle.client;

import io.peristyle.cluster.StatementExecutor;
import io.peristyle.column.ColumnFactory;
import io.peristyle.options.ClientOptions;
import io.peristyle.record.Mappings;
import io.peristyle.time.Clock;

/**
 * What a statement needs of the client, or of the session, that it belongs to.
 *
 * @param statements where it runs
 * @param tables columns of tables as seen there
 * @param callbacks where the user's code runs
 * @param mappings of Java classes
 * @param columns makes the columns of inserts
 */
record Engine(
        StatementExecutor statements,
        TableColumns tables,
        Callbacks callbacks,
        Mappings mappings,
        ColumnFactory columns,
        ClientOptions options,
        Clock clock) {
    /** The same, but on a connection of its own. */
    Engine on(StatementExecutor dedicated) {
        return new Engine(dedicated, new TableColumns(), callbacks, mappings, columns, options, clock);
    }
}
