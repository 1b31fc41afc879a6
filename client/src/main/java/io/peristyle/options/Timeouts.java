package io.peristyle.options;

import java.time.Duration;

/**
 * The limits of each wait on one connection.
 *
 * @param dial resolving the name and making the TCP connection
 * @param handshake the exchange of Hello packets
 * @param read silence of the server while an answer is awaited; time without demand from the caller does not count
 * @param write a socket that takes no bytes
 * @param cancelGrace how long a cancelled query is drained before its connection is closed
 */
public record Timeouts(Duration dial, Duration handshake, Duration read, Duration write, Duration cancelGrace) {
    /** 5 s, 30 s, 5 min, 1 min, 2 s. */
    public static final Timeouts DEFAULT = new Timeouts(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(5),
            Duration.ofMinutes(1),
            Duration.ofSeconds(2));

    public Timeouts withDial(Duration dial) {
        return new Timeouts(dial, handshake, read, write, cancelGrace);
    }

    public Timeouts withHandshake(Duration handshake) {
        return new Timeouts(dial, handshake, read, write, cancelGrace);
    }

    public Timeouts withRead(Duration read) {
        return new Timeouts(dial, handshake, read, write, cancelGrace);
    }

    public Timeouts withWrite(Duration write) {
        return new Timeouts(dial, handshake, read, write, cancelGrace);
    }

    public Timeouts withCancelGrace(Duration cancelGrace) {
        return new Timeouts(dial, handshake, read, write, cancelGrace);
    }
}
