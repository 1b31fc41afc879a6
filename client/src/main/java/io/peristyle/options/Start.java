package io.peristyle.options;

/** What connecting a client waits for. */
public sealed interface Start {
    /** Nothing: servers that are down are noticed by the first statement. */
    Start LAZY = new Lazy();

    /** A connection to any server. */
    Start FAIL_FAST = new FailFast();

    /** {@code connections} to whichever servers, at least 1. */
    static Start waitFor(int connections) {
        return new WaitFor(connections);
    }

    /** Connecting waits for nothing. */
    record Lazy() implements Start {
        /** As the option {@code start} is written. */
        @Override
        public String toString() {
            return "lazy";
        }
    }

    /**
     * Connecting fails unless a server is reached and lets the client in: at once if every server refuses the connection or one
     * refuses the login, else when the acquire timeout has passed.
     */
    record FailFast() implements Start {
        /** As the option {@code start} is written. */
        @Override
        public String toString() {
            return "fail_fast";
        }
    }

    /** Connecting fails unless so many connections are open before the acquire timeout has passed. */
    record WaitFor(int connections) implements Start {
        public WaitFor {
            if (connections < 1) {
                throw new IllegalArgumentException("connections is " + connections + ", must be at least 1");
            }
        }

        /** As the option {@code start} is written. */
        @Override
        public String toString() {
            return "wait:" + connections;
        }
    }
}
