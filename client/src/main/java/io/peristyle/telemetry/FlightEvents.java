package io.peristyle.telemetry;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/**
 * What flight recordings show of the client. Loaded only where {@code jdk.jfr} is. Names and fields are public: tools
 * read them.
 */
final class FlightEvents {
    private FlightEvents() {}

    /** A statement; as long as it took, so that a recording's threshold applies. */
    @Name("io.peristyle.Query")
    @Label("Query")
    @Description("A statement, from its start to its end, with all its attempts")
    @Category({"Peristyle", "Statements"})
    @StackTrace(false)
    static final class Query extends Event {
        @Label("Query Id")
        @Nullable
        String queryId;

        @Label("Operation")
        @Nullable
        String operation;

        @Label("Database")
        @Nullable
        String database;

        @Label("SQL")
        @Description("The text without its values")
        @Nullable
        String sql;

        @Label("Endpoint")
        @Nullable
        String endpoint;

        @Label("Attempts")
        int attempts;

        @Label("Rows")
        @Description("Rows of the result, or rows sent by an insert")
        long rows;

        @Label("Bytes Read")
        @Description("Bytes that the server read")
        @DataAmount
        long readBytes;

        @Label("Bytes Written")
        @Description("Bytes that the server wrote")
        @DataAmount
        long writtenBytes;

        @Label("Took")
        @Description("From the start, also of a statement that began before the recording")
        @Timespan
        long took;

        @Label("Outcome")
        @Description("DONE, CANCELLED, FAILED, or what may be concluded of a failure")
        @Nullable
        String outcome;

        @Label("Error")
        @Nullable
        String error;

        @Label("Error Code")
        @Description("ClickHouse's number; 0 if the server reported no error")
        int errorCode;
    }

    /** A statement is tried again. */
    @Name("io.peristyle.Retry")
    @Label("Retry")
    @Category({"Peristyle", "Statements"})
    @StackTrace(false)
    static final class Retry extends Event {
        @Label("Query Id")
        @Nullable
        String queryId;

        @Label("Attempt")
        @Description("The one that failed, from 1")
        int attempt;

        @Label("Endpoint")
        @Nullable
        String endpoint;

        @Label("Error")
        @Nullable
        String error;

        @Label("Error Code")
        int errorCode;

        @Label("Pause")
        @Timespan
        long pause;
    }

    /** A connection can be used. */
    @Name("io.peristyle.ConnectionOpened")
    @Label("Connection Opened")
    @Category({"Peristyle", "Connections"})
    @StackTrace(false)
    static final class ConnectionOpened extends Event {
        @Label("Endpoint")
        @Nullable
        String endpoint;

        @Label("Took")
        @Timespan
        long took;
    }

    /** A connection could not be opened. */
    @Name("io.peristyle.ConnectionFailed")
    @Label("Connection Failed")
    @Category({"Peristyle", "Connections"})
    @StackTrace(false)
    static final class ConnectionFailed extends Event {
        @Label("Endpoint")
        @Nullable
        String endpoint;

        @Label("Took")
        @Timespan
        long took;

        @Label("Error")
        @Nullable
        String error;

        @Label("Message")
        @Nullable
        String message;
    }

    /** A connection was closed. */
    @Name("io.peristyle.ConnectionClosed")
    @Label("Connection Closed")
    @Category({"Peristyle", "Connections"})
    @StackTrace(false)
    static final class ConnectionClosed extends Event {
        @Label("Endpoint")
        @Nullable
        String endpoint;

        @Label("Age")
        @Timespan
        long age;

        @Label("Reason")
        @Nullable
        String reason;
    }

    /** A caller waited for a connection, a millisecond at least, and got one. */
    @Name("io.peristyle.LeaseWait")
    @Label("Lease Wait")
    @Description("A caller waited for a connection, a millisecond at least, and got one")
    @Category({"Peristyle", "Leases"})
    @StackTrace(false)
    static final class LeaseWait extends Event {
        @Label("Endpoint")
        @Nullable
        String endpoint;

        @Label("Waited")
        @Timespan
        long waited;
    }

    /** A caller got no connection. */
    @Name("io.peristyle.LeaseRefused")
    @Label("Lease Refused")
    @Category({"Peristyle", "Leases"})
    @StackTrace(false)
    static final class LeaseRefused extends Event {
        @Label("Waited")
        @Timespan
        long waited;

        @Label("Error")
        @Nullable
        String error;

        @Label("Message")
        @Nullable
        String message;
    }

    /** A connection has been out for suspiciously long. */
    @Name("io.peristyle.LeaseOverdue")
    @Label("Lease Overdue")
    @Category({"Peristyle", "Leases"})
    @StackTrace(false)
    static final class LeaseOverdue extends Event {
        @Label("Endpoint")
        @Nullable
        String endpoint;

        @Label("Used")
        @Timespan
        long used;

        @Label("Query Id")
        @Nullable
        String queryId;

        @Label("Borrower")
        @Description("Where the connection was borrowed")
        @Nullable
        String borrower;
    }

    /** The breaker of a server went to another state. */
    @Name("io.peristyle.Breaker")
    @Label("Breaker")
    @Category({"Peristyle", "Endpoints"})
    @StackTrace(false)
    static final class Breaker extends Event {
        @Label("Endpoint")
        @Nullable
        String endpoint;

        @Label("From")
        @Nullable
        String from;

        @Label("To")
        @Nullable
        String to;

        @Label("Error")
        @Nullable
        String error;
    }

    /** The set of servers changed. */
    @Name("io.peristyle.EndpointChange")
    @Label("Endpoint Change")
    @Category({"Peristyle", "Endpoints"})
    @StackTrace(false)
    static final class EndpointChange extends Event {
        @Label("Endpoint")
        @Nullable
        String endpoint;

        @Label("Change")
        @Nullable
        String change;
    }

    /** An insert in the background failed. */
    @Name("io.peristyle.LostInsert")
    @Label("Lost Insert")
    @Category({"Peristyle", "Statements"})
    @StackTrace(false)
    static final class LostInsert extends Event {
        @Label("Target")
        @Description("The table, or the statement without its values")
        @Nullable
        String target;

        @Label("Rows")
        @Description("-1 if that is not known")
        long rows;

        @Label("Error")
        @Nullable
        String error;

        @Label("Error Code")
        int errorCode;
    }
}
