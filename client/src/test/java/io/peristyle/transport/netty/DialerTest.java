package io.peristyle.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ClientClosedException;
import io.peristyle.error.ConfigurationException;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.OperationTimeoutException;
import io.peristyle.options.Compression;
import io.peristyle.options.ConnectionOptions;
import io.peristyle.options.Credentials;
import io.peristyle.options.Limits;
import io.peristyle.options.ThreadOptions;
import io.peristyle.options.Timeouts;
import io.peristyle.time.Clock;
import io.peristyle.time.Deadline;
import io.peristyle.transport.Connection;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Suppliers of passwords that do not answer. */
final class DialerTest {
    private static final Endpoint NOBODY = new Endpoint("127.0.0.1", 1);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final EventLoops loops = new EventLoops(new ThreadOptions(1, 2, null, ThreadOptions.Transport.AUTO));
    private final CountDownLatch hanging = new CountDownLatch(1);

    @AfterEach
    void letGo() {
        hanging.countDown();
    }

    @Test
    void areWaitedForWithinTheLimitOfDialling() {
        Dialer dialer = dialer(Duration.ofMillis(200));

        assertThat(dialer.dial(NOBODY, Deadline.NONE, this::hang))
                .failsWithin(PATIENCE)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(OperationTimeoutException.class)
                .withMessageContaining("the supplier of the password did not answer within PT0.2S");
        assertThat(dialer.close()).succeedsWithin(PATIENCE);
    }

    @Test
    void holdNoEventLoop() {
        Dialer dialer = dialer(PATIENCE);
        CompletableFuture<Void> ran = new CompletableFuture<>();
        loops.schedule(
                () -> {
                    var unused = dialer.dial(NOBODY, Deadline.NONE, this::hang);
                    loops.schedule(() -> ran.complete(null), 0, TimeUnit.NANOSECONDS);
                },
                0,
                TimeUnit.NANOSECONDS);

        assertThat(ran).succeedsWithin(PATIENCE);
        assertThat(dialer.close()).succeedsWithin(PATIENCE);
    }

    @Test
    void holdNobodyWhoClosesTheClient() {
        Dialer dialer = dialer(Duration.ofHours(1));
        CompletableFuture<Connection> dialled = dialer.dial(NOBODY, Deadline.NONE, this::hang);

        assertThat(dialer.close()).succeedsWithin(PATIENCE);
        assertThat(dialled)
                .failsWithin(PATIENCE)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(ClientClosedException.class);
    }

    @Test
    void doNotKeepNettysOwnLimitFromBeingLonger() {
        assertThat(loops.bootstrap().config().options()).containsEntry(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0);
    }

    @Test
    void anErrorOnTheWayEndsTheAttemptAndItsSocket() throws IOException {
        try (ServerSocket server = new ServerSocket(0)) {
            Dialer dialer = dialer(PATIENCE);

            assertThat(dialer.dial(new Endpoint("127.0.0.1", server.getLocalPort()), Deadline.NONE, OutOfMemory::new))
                    .failsWithin(PATIENCE)
                    .withThrowableThat()
                    .withCauseInstanceOf(OutOfMemoryError.class);

            await().until(() -> dialer.openSockets() == 0);
            assertThat(dialer.close()).succeedsWithin(PATIENCE);
        }
    }

    @Test
    void aZoneThatThisMachineDoesNotHaveIsNamed() {
        Dialer dialer = dialer(PATIENCE);

        for (String host : new String[] {"fe80::1%nowhere0", "fe80::1%25nowhere0"}) {
            assertThat(dialer.dial(new Endpoint(host, 9000), Deadline.NONE, OutOfMemory::new))
                    .failsWithin(PATIENCE)
                    .withThrowableThat()
                    .withCauseInstanceOf(ConnectionException.class)
                    .withMessageContaining("no network interface nowhere0");
        }
        assertThat(dialer.close()).succeedsWithin(PATIENCE);
    }

    private static final class OutOfMemory extends ChannelInboundHandlerAdapter implements Dialer.Greeter {
        @Override
        public CompletableFuture<? extends Connection> result() {
            throw new OutOfMemoryError("of this test");
        }
    }

    private Dialer.Greeter hang() {
        try {
            hanging.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new ConfigurationException("no password today");
    }

    private Dialer dialer(Duration limit) {
        Timeouts usual = Timeouts.DEFAULT;
        Timeouts timeouts = new Timeouts(limit, usual.handshake(), usual.read(), usual.write(), usual.cancelGrace());
        ConnectionOptions options = new ConnectionOptions(
                "", Credentials.DEFAULT, "test", null, Compression.DEFAULT, timeouts, Limits.DEFAULT, 2);
        return new Dialer(loops, options, Clock.SYSTEM);
    }
}
