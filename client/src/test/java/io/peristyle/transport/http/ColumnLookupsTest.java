package io.peristyle.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.transport.http.ColumnLookups.Table;
import io.peristyle.transport.http.ColumnLookups.Turn;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who asks for a table's columns, and whose answer is whose. */
final class ColumnLookupsTest {
    private static final Table TABLE = table("a", "t", List.of());
    private static final Map<String, String> TYPES = Map.of("n", "UInt64");

    private final ColumnLookups lookups = new ColumnLookups();

    @Test
    void whoComesFirstAsks() {
        assertThat(lookups.enter(TABLE, new Waiting())).isNotNull();
    }

    @Test
    void whoComesWhileAnotherAsksIsNotToldThatAnswerWhichMayBeOlder() {
        Turn first = turn(new Waiting());
        Waiting second = new Waiting();
        assertThat(lookups.enter(TABLE, second)).isNull();

        first.end(TYPES);

        assertThat(second.answers).isZero();
        assertThat(second.turn).isNotNull();
    }

    @Test
    void allWhoWaitedAreToldWhatOneOfThemHeard() {
        Turn first = turn(new Waiting());
        Waiting second = waiting();
        Waiting third = waiting();
        Waiting fourth = waiting();
        first.end(TYPES);
        second.turn().end(TYPES);

        assertThat(third.types).isEqualTo(TYPES);
        assertThat(fourth.types).isEqualTo(TYPES);
        assertThat(third.turn).isNull();
    }

    @Test
    void whoCameAfterTheSecondBeganWaitsForTheThird() {
        Turn first = turn(new Waiting());
        Waiting second = waiting();
        first.end(TYPES);
        Waiting late = waiting();
        second.turn().end(TYPES);

        assertThat(late.answers).isZero();
        assertThat(late.turn).isNotNull();
    }

    @Test
    void whereNothingWasHeardEachIsToldSo() {
        Turn first = turn(new Waiting());
        Waiting second = waiting();
        Waiting third = waiting();
        first.end(null);
        second.turn().end(null);

        assertThat(third.answers).isEqualTo(1);
        assertThat(third.types).isNull();
    }

    @Test
    void whoGaveUpBeforeItsTurnLetsTheNextAsk() {
        Turn first = turn(new Waiting());
        Waiting second = waiting();
        Waiting third = waiting();
        first.end(TYPES);
        second.turn().pass();

        assertThat(third.answers).isZero();
        assertThat(third.turn).isNotNull();
    }

    @Test
    void whereAllGaveUpTheNextOneAsksAtOnce() {
        Turn first = turn(new Waiting());
        Waiting second = waiting();
        first.end(TYPES);
        second.turn().pass();

        assertThat(lookups.enter(TABLE, new Waiting())).isNotNull();
    }

    @Test
    void whereNobodyWaitsNothingIsKept() {
        turn(new Waiting()).end(TYPES);

        Waiting later = new Waiting();
        assertThat(lookups.enter(TABLE, later)).isNotNull();
        assertThat(later.answers).isZero();
    }

    @Test
    void anotherServerAnotherTableAndOtherRolesAreAskedForThemselves() {
        turn(new Waiting());

        assertThat(lookups.enter(table("b", "t", List.of()), new Waiting())).isNotNull();
        assertThat(lookups.enter(table("a", "u", List.of()), new Waiting())).isNotNull();
        assertThat(lookups.enter(table("a", "t", List.of("r")), new Waiting())).isNotNull();
    }

    private static Table table(String server, String name, List<String> roles) {
        return new Table(new Endpoint("127.0.0.1", 8123), server, name, roles);
    }

    private Turn turn(Waiting insert) {
        return Objects.requireNonNull(lookups.enter(TABLE, insert));
    }

    private Waiting waiting() {
        Waiting insert = new Waiting();
        assertThat(lookups.enter(TABLE, insert)).isNull();
        return insert;
    }

    private static final class Waiting implements ColumnLookups.Insert {
        private @Nullable Turn turn;
        private @Nullable Map<String, String> types;
        private int answers;

        @Override
        public void ask(Turn given) {
            turn = given;
        }

        @Override
        public void onAnswer(@Nullable Map<String, String> told) {
            answers++;
            types = told;
        }

        Turn turn() {
            return Objects.requireNonNull(turn);
        }
    }
}
