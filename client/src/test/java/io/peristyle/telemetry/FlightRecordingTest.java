package io.peristyle.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.error.FailureContext;
import io.peristyle.error.Outcome;
import io.peristyle.error.ServerException;
import io.peristyle.observe.BreakerEvent;
import io.peristyle.observe.BreakerState;
import io.peristyle.observe.ConnectionEvent;
import io.peristyle.observe.EndpointEvent;
import io.peristyle.observe.LeaseEvent;
import io.peristyle.observe.LostInsertEvent;
import io.peristyle.observe.QueryEvent;
import io.peristyle.observe.RetryEvent;
import io.peristyle.query.Progress;
import io.peristyle.query.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FlightRecordingTest {
    private static final Duration TOOK = Duration.ofMillis(12);
    private final ServerException failure = new ServerException(
            60,
            "UNKNOWN_TABLE",
            "Table hunter2 does not exist",
            new FailureContext(Outcome.NOT_EXECUTED, Told.ENDPOINT, "id", 2, true),
            null);

    @TempDir
    private Path directory;

    private final Telemetry telemetry = new Telemetry(List.of(), Runnable::run);

    @Test
    void wantsNothingUnlessARecordingRuns() throws IOException {
        assertThat(telemetry.wantsQueries()).isFalse();
        assertThat(telemetry.wantsLeases()).isFalse();
        record(() -> {
            assertThat(telemetry.wantsQueries()).isTrue();
            assertThat(telemetry.wantsLeases()).isTrue();
        });
        assertThat(telemetry.wantsQueries()).isFalse();
        assertThat(telemetry.wantsLeases()).isFalse();
    }

    @Test
    void aStatementHasItsFiguresAndItsTextWithoutValues() throws IOException {
        QueryEvent.Statement statement =
                new QueryEvent.Statement("q1", "SELECT", "SELECT * FROM t WHERE a = 'hunter2'", "shop");
        Summary summary = new Summary(
                "q1",
                Told.ENDPOINT,
                List.of(Told.ENDPOINT, Told.ENDPOINT),
                7,
                1,
                -1,
                new Progress(100, 800, 100, 5, 40, 0));
        List<RecordedEvent> events = record(() -> {
            telemetry.onQuery(new QueryEvent.Started(statement));
            telemetry.onQuery(new QueryEvent.Ended(statement, TOOK, summary, null));
        });
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.getEventType().getName()).isEqualTo("io.peristyle.Query");
            assertThat(event.getString("queryId")).isEqualTo("q1");
            assertThat(event.getString("operation")).isEqualTo("SELECT");
            assertThat(event.getString("database")).isEqualTo("shop");
            assertThat(event.getString("sql")).isEqualTo("SELECT * FROM t WHERE a = ?");
            assertThat(event.getString("endpoint")).isEqualTo("ch1:9000");
            assertThat(event.getInt("attempts")).isEqualTo(2);
            assertThat(event.getLong("rows")).isEqualTo(7);
            assertThat(event.getLong("readBytes")).isEqualTo(800);
            assertThat(event.getLong("writtenBytes")).isEqualTo(40);
            assertThat(event.getDuration("took")).isEqualTo(TOOK);
            assertThat(event.getDuration()).isPositive();
            assertThat(event.getString("outcome")).isEqualTo("DONE");
            assertThat(event.getString("error")).isNull();
        });
    }

    @Test
    void aFailureIsNamedWithoutTheTextThatMayQuoteData() throws IOException {
        QueryEvent.Statement statement = new QueryEvent.Statement("q1", "SELECT", "SELECT 1", "");
        List<RecordedEvent> events = record(() -> {
            telemetry.onQuery(new QueryEvent.Ended(statement, TOOK, null, failure));
            telemetry.onQuery(new QueryEvent.Ended(statement, TOOK, null, null));
            telemetry.onRetry(new RetryEvent("q1", 1, null, failure, TOOK));
            telemetry.onLostInsert(new LostInsertEvent("INSERT INTO t SELECT 'hunter2'", -1, failure));
        });
        assertThat(events).hasSize(4);
        assertThat(events.get(3).getString("target")).isEqualTo("INSERT INTO t SELECT ?");
        assertThat(events.get(3).getString("error")).isEqualTo("UNKNOWN_TABLE");
        assertThat(events.get(3).getLong("rows")).isEqualTo(-1);
        assertThat(events.get(0).getString("outcome")).isEqualTo("NOT_EXECUTED");
        assertThat(events.get(0).getString("error")).isEqualTo("UNKNOWN_TABLE");
        assertThat(events.get(0).getInt("errorCode")).isEqualTo(60);
        assertThat(events.get(0).getInt("attempts")).isEqualTo(2);
        assertThat(events.get(1).getString("outcome")).isEqualTo("CANCELLED");
        assertThat(events.get(2).getString("error")).isEqualTo("UNKNOWN_TABLE");
        assertThat(events.get(2).getDuration("pause")).isEqualTo(TOOK);
        assertThat(events).noneMatch(event -> event.toString().contains("hunter2"));
    }

    @Test
    void whatHappensToConnectionsAndServersIsThereToo() throws IOException {
        List<RecordedEvent> events = record(() -> {
            telemetry.onConnection(new ConnectionEvent.Opened(Told.ENDPOINT, TOOK));
            telemetry.onConnection(new ConnectionEvent.OpenFailed(Told.ENDPOINT, TOOK, failure));
            telemetry.onConnection(new ConnectionEvent.Closed(Told.ENDPOINT, TOOK, ConnectionEvent.Reason.MADE_ROOM));
            telemetry.onLease(new LeaseEvent.Acquired(Told.ENDPOINT, Duration.ofNanos(999_999)));
            telemetry.onLease(new LeaseEvent.Acquired(Told.ENDPOINT, TOOK));
            telemetry.onLease(new LeaseEvent.Released(Told.ENDPOINT, TOOK));
            telemetry.onLease(new LeaseEvent.Refused(TOOK, failure));
            telemetry.onLease(new LeaseEvent.Overdue(Told.ENDPOINT, TOOK, "q1", new Throwable()));
            telemetry.onBreaker(new BreakerEvent(Told.ENDPOINT, BreakerState.CLOSED, BreakerState.OPEN, failure));
            telemetry.onEndpoint(new EndpointEvent(Told.ENDPOINT, EndpointEvent.Change.ADDED));
        });
        assertThat(events.stream().map(event -> event.getEventType().getName()))
                .containsExactly(
                        "io.peristyle.ConnectionOpened",
                        "io.peristyle.ConnectionFailed",
                        "io.peristyle.ConnectionClosed",
                        "io.peristyle.LeaseWait",
                        "io.peristyle.LeaseRefused",
                        "io.peristyle.LeaseOverdue",
                        "io.peristyle.Breaker",
                        "io.peristyle.EndpointChange");
        assertThat(events.get(3).getDuration("waited")).isEqualTo(TOOK);
        assertThat(events.get(5).getString("borrower")).contains("FlightRecordingTest");
        assertThat(events.get(6).getString("to")).isEqualTo("OPEN");
        assertThat(events).allMatch(event -> event.getEventType().getLabel() != null);
    }

    private List<RecordedEvent> record(Runnable work) throws IOException {
        Path file = directory.resolve("test.jfr");
        try (Recording recording = new Recording()) {
            recording.start();
            work.run();
            recording.stop();
            recording.dump(file);
        }
        try {
            return RecordingFile.readAllEvents(file).stream()
                    .filter(event -> event.getEventType().getName().startsWith("io.peristyle."))
                    .sorted(java.util.Comparator.comparing(RecordedEvent::getEndTime))
                    .toList();
        } finally {
            Files.delete(file);
        }
    }
}
