package io.peristyle.client;

import io.peristyle.cluster.StatementExecutor;
import io.peristyle.column.ColumnFactory;
import io.peristyle.options.ClientOptions;
import io.peristyle.query.Summary;
import io.peristyle.record.Mappings;
import io.peristyle.time.Clock;
import io.peristyle.time.Timers;
import java.time.ZoneId;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * What a statement needs of the client, or of the session, that it belongs to.
 *
 * @param statements where it runs
 * @param tables columns of tables as seen there
 * @param callbacks where the user's code runs
 * @param mappings of Java classes
 * @param columnsByZone makes the columns of inserts to a server of a zone
 * @param background what nobody waits for
 * @param inserts those of the client that are under way
 */
record Engine(
        StatementExecutor statements,
        TableColumns tables,
        Callbacks callbacks,
        Mappings mappings,
        Function<ZoneId, ColumnFactory> columnsByZone,
        ClientOptions options,
        Clock clock,
        Timers timers,
        Background background,
        InsertsUnderWay inserts) {
    /** The same, but on a connection of its own. */
    Engine on(StatementExecutor dedicated) {
        return new Engine(
                dedicated,
                new TableColumns(),
                callbacks,
                mappings,
                columnsByZone,
                options,
                clock,
                timers,
                new Background(background.line(), dedicated),
                inserts);
    }

    /** The same, but with statements run elsewhere, such as in a place that was taken. */
    Engine with(StatementExecutor others) {
        return new Engine(
                others, tables, callbacks, mappings, columnsByZone, options, clock, timers, background, inserts);
    }

    /** Runs a statement that nobody waits for, when its turn has come. */
    CompletableFuture<Summary> runInBackground(BackgroundTask task) {
        Engine unattended = with(background.statements());
        return background.line().submit(task, () -> task.start().apply(unattended));
    }

    /** Makes the columns of inserts into servers of a time zone. */
    ColumnFactory columns(ZoneId zone) {
        return columnsByZone.apply(zone);
    }
}
