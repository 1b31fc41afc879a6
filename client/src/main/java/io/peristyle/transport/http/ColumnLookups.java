package io.peristyle.transport.http;

import io.peristyle.endpoint.Endpoint;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Lets inserts that are under way at the same time share the look-ups of their table's columns. Who comes while enough of
 * them are under way waits for one that begins afterwards: it is told nothing older than what it would have heard itself, and
 * nothing is kept for those who come later. Thread-safe.
 */
final class ColumnLookups {
    /** One: each costs a server as much as an insert of one row. */
    private static final int AT_ONCE = 1;

    private final Map<Table, State> busy = new HashMap<>();

    /**
     * What has the same columns for all who ask.
     *
     * @param server the name that the server gives itself: there may be several at one address
     * @param name the table, quoted where needed
     * @param roles that the statement has
     */
    record Table(Endpoint endpoint, String server, String name, List<String> roles) {}

    /** An insert that needs the columns of a table. Called on any thread. */
    interface Insert {
        /** It is to ask, for itself and for those behind it. */
        void ask(Turn turn);

        /** Another one has asked; {@code types} by name, or null if nothing was heard: each may ask for itself then. */
        void onAnswer(@Nullable Map<String, String> types);
    }

    private static final class State {
        private final Table table;
        private int underWay;
        private Queue<Insert> waiting = new ArrayDeque<>();

        State(Table table) {
            this.table = table;
        }
    }

    /** The turn to ask, if {@code insert} need not wait for it; null if it is called later. */
    synchronized @Nullable Turn enter(Table table, Insert insert) {
        State state = busy.computeIfAbsent(table, State::new);
        if (state.underWay == AT_ONCE) {
            state.waiting.add(insert);
            return null;
        }
        state.underWay++;
        return new Turn(state, new ArrayDeque<>());
    }

    private void startNext(State state) {
        Queue<Insert> next;
        synchronized (this) {
            next = state.waiting;
            if (next.isEmpty()) {
                state.underWay--;
                if (state.underWay == 0) {
                    busy.remove(state.table);
                }
                return;
            }
            state.waiting = new ArrayDeque<>();
        }
        new Turn(state, next).pass();
    }

    /** The right to ask, and the duty to say what came of it: {@link #pass} or {@link #end} is called once in the end. */
    final class Turn {
        private final State state;
        private final Queue<Insert> behind;

        private Turn(State state, Queue<Insert> behind) {
            this.state = state;
            this.behind = behind;
        }

        /** Whose turn it was needs no answer any more, and has not asked. */
        void pass() {
            Insert next = behind.poll();
            if (next == null) {
                startNext(state);
            } else {
                next.ask(this);
            }
        }

        /** Tells those behind the types of the columns by name, or that there are none to be told: null. */
        void end(@Nullable Map<String, String> types) {
            behind.forEach(insert -> insert.onAnswer(types));
            startNext(state);
        }
    }
}
