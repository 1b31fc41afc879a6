package io.peristyle.cluster;

import io.peristyle.query.BlockSource;
import io.peristyle.query.InsertRequest;
import io.peristyle.query.QueryRequest;
import io.peristyle.time.Deadline;
import io.peristyle.transport.Connection;
import io.peristyle.transport.Exchange;
import io.peristyle.transport.ResultSink;

/** A query or an insert, ready to be started on whichever connection it gets. */
sealed interface Statement {
    /** Starts it. */
    Exchange start(Connection connection, ResultSink sink, Deadline deadline);

    /** Whether it may be sent again although the server may have carried it out. */
    boolean isRepeatable();

    /** It will not be started, or not again. */
    void giveUp();

    /** A statement that sends no data. */
    record Query(QueryRequest request) implements Statement {
        @Override
        public Exchange start(Connection connection, ResultSink sink, Deadline deadline) {
            return connection.query(request, sink, deadline);
        }

        @Override
        public boolean isRepeatable() {
            return request.repeatable();
        }

        @Override
        public void giveUp() {}
    }

    /** A statement that sends blocks. */
    record Insert(InsertRequest request, BlockSource source) implements Statement {
        @Override
        public Exchange start(Connection connection, ResultSink sink, Deadline deadline) {
            return connection.insert(request, new PatientSource(source), sink, deadline);
        }

        @Override
        public boolean isRepeatable() {
            return false;
        }

        @Override
        public void giveUp() {
            source.cancel();
        }
    }
}
