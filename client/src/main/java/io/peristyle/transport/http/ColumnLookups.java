package io.peristyle.transport.http;

import static java.util.Objects.requireNonNull;

import io.peristyle.endpoint.Endpoint;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Lets inserts that are under way at the same time share the look-ups of their table's columns, each of which costs a server
 * as much as an insert of one row. Who comes while another one asks waits for a look-up that begins afterwards: it is told
 * nothing older than what it would have heard itself, and nothing is kept for those who come later. Thread-safe.
 */
final class ColumnLookups {
    /** Those who wait, by the table that another one asks for; guarded by this. */
    private final Map<Table, Queue<Insert>> waiting = new HashMap<>();

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

    /** The turn to ask, if nobody does so now; null if {@code insert} is called later. */
    synchronized @Nullable Turn enter(Table table, Insert insert) {
        Queue<Insert> others = waiting.get(table);
        if (others != null) {
            others.add(insert);
            return null;
        }
        waiting.put(table, new ArrayDeque<>());
        return new Turn(table, new ArrayDeque<>());
    }

    private void startNext(Table table) {
        Queue<Insert> next;
        synchronized (this) {
            next = requireNonNull(waiting.remove(table));
            if (next.isEmpty()) {
                return;
            }
            waiting.put(table, new ArrayDeque<>());
        }
        new Turn(table, next).pass();
    }

    /** The right to ask, and the duty to say what came of it: {@link #pass} or {@link #end} is called once in the end. */
    final class Turn {
        private final Table table;
        private final Queue<Insert> behind;

        private Turn(Table table, Queue<Insert> behind) {
            this.table = table;
            this.behind = behind;
        }

        /** Whose turn it was needs no answer any more, and has not asked. */
        void pass() {
            Insert next = behind.poll();
            if (next == null) {
                startNext(table);
            } else {
                next.ask(this);
            }
        }

        /** Tells those behind the types of the columns by name, or that there are none to be told: null. */
        void end(@Nullable Map<String, String> types) {
            behind.forEach(insert -> insert.onAnswer(types));
            startNext(table);
        }
    }
}
