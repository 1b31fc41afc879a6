package io.peristyle.transport.tcp;

import io.peristyle.revision.Revision;
import io.peristyle.testkit.ScriptedPeer;
import java.io.IOException;
import java.time.Duration;

/** The handshake as a script plays it. */
final class ScriptedHello {
    private static final Duration IDLE = Duration.ofMillis(20);

    private ScriptedHello() {}

    /** Shakes hands; the addendum is read with it. */
    static void greet(ScriptedPeer peer, String sending, String receiving) throws IOException {
        peer.readUntilIdle(IDLE);
        peer.send(ServerBytes.hello(Revision.NEWEST, sending, receiving));
        int chunkedChoices = sending.length() + receiving.length() + 2;
        peer.read(1 + chunkedChoices + 1);
    }
}
