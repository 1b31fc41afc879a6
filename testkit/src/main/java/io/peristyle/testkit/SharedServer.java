package io.peristyle.testkit;

import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerUnavailableException;
import io.peristyle.embedded.ServerVersion;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server of one version that the tests of this JVM share, started when the first asks for it. */
final class SharedServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SharedServer.class);

    private final ServerVersion version;
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by {@link #lock}, as the next one. */
    private @Nullable ClickHouseServer server;

    private @Nullable ServerUnavailableException unavailable;

    SharedServer(ServerVersion version) {
        this.version = version;
    }

    /** The running server; one that a test brought down is up again, so that only that test fails. */
    ClickHouseServer get() {
        lock.lock();
        try {
            if (unavailable != null) {
                throw unavailable;
            }
            ClickHouseServer running = server;
            if (running == null) {
                running = TestEnvironment.start(version);
                server = running;
            } else if (!running.isAlive()) {
                LOG.warn("The shared {} was brought down by a test; restarting it", running);
                running.restart();
            }
            return running;
        } catch (ServerUnavailableException e) {
            unavailable = e;
            throw e;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (server != null) {
                server.close();
                server = null;
            }
        } finally {
            lock.unlock();
        }
    }
}
