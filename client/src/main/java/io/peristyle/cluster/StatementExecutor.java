package io.peristyle.cluster;

import io.peristyle.query.BlockSource;
import io.peristyle.query.InsertRequest;
import io.peristyle.query.QueryRequest;
import io.peristyle.time.Deadline;
import io.peristyle.transport.Exchange;
import io.peristyle.transport.ResultSink;
import java.time.ZoneId;

/**
 * Runs statements: on any connection of a pool, or one after another on a connection of their own. Thread-safe.
 *
 * <p>Whatever goes wrong is reported through the sink, whose order of signals is that of the port. The connection has been
 * given back before the sink hears of the end or failure.
 */
public interface StatementExecutor {
    /** Starts a query as soon as there is a connection; {@code deadline} covers the wait as well. */
    Exchange query(QueryRequest request, ResultSink sink, Deadline deadline);

    /** Starts an insert as soon as there is a connection; {@code deadline} covers the wait as well. */
    Exchange insert(InsertRequest request, BlockSource source, ResultSink sink, Deadline deadline);

    /**
     * Takes a place for statements to come. Where statements run one after another, those in it run as if they had been
     * started now; where the client is being closed meanwhile, they run all the same. The place must be given up.
     *
     * @throws io.peristyle.error.ClientClosedException if no more statements are taken
     */
    default Place place() {
        return new Place(this, () -> {});
    }

    /** The time zone of the server asked last; UTC before the first statement. */
    ZoneId timeZone();
}
