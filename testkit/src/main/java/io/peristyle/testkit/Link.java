package io.peristyle.testkit;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** One connection through a proxy: the client's socket, the server's, and a thread per direction. */
final class Link {
    private static final int CHUNK = 16 * 1024;

    private final Map<Direction, Lane> lanes;
    private final Socket client;
    private final Socket server;
    private final Consumer<Link> ended;
    private final AtomicInteger running = new AtomicInteger(2);
    private volatile boolean silent;
    private volatile boolean finished;
    private volatile long lastByteNanos = System.nanoTime();

    Link(Map<Direction, Lane> lanes, Socket client, Socket server, Consumer<Link> ended) {
        this.lanes = lanes;
        this.client = client;
        this.server = server;
        this.ended = ended;
    }

    void start() throws IOException {
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        pump(Direction.TO_SERVER, client, server);
        pump(Direction.TO_CLIENT, server, client);
    }

    long idleNanos() {
        return System.nanoTime() - lastByteNanos;
    }

    boolean isSilent() {
        return silent;
    }

    /** Ends the connection for both sides. */
    void cut(Cut how) {
        switch (how) {
            case SILENCE -> silent = true;
            case RST -> reset();
            case FIN -> {
                finished = true;
                finish(client);
                finish(server);
            }
        }
    }

    private void pump(Direction direction, Socket from, Socket to) {
        ScriptedServer.daemon(() -> run(direction, from, to), "fault-proxy-" + direction)
                .start();
    }

    private void run(Direction direction, Socket from, Socket to) {
        try {
            forward(direction, from, to);
            finish(to);
        } catch (IOException e) {
            // One side is gone without a farewell; so it looks from the other one, unless both had theirs.
            if (!finished) {
                reset();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            reset();
        } finally {
            if (running.decrementAndGet() == 0) {
                close(client);
                close(server);
                ended.accept(this);
            }
        }
    }

    private void forward(Direction direction, Socket from, Socket to) throws IOException, InterruptedException {
        Lane lane = lanes.get(direction);
        if (lane == null) {
            return;
        }
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        byte[] chunk = new byte[CHUNK];
        long passed = 0;
        for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
            lastByteNanos = System.nanoTime();
            lane.await();
            if (silent || to.isOutputShutdown()) {
                continue;
            }
            int admitted = lane.admit(chunk, count, passed);
            // Counted first: whoever has seen a byte sees it counted.
            lane.count(chunk, admitted);
            out.write(chunk, 0, admitted);
            passed += admitted;
            lastByteNanos = System.nanoTime();
            if (lane.endsAt(passed)) {
                cut(lane.cut());
            }
        }
    }

    /** Closes our sending half alone: a close with unread bytes in the receive buffer would become a reset. */
    private static void finish(Socket socket) {
        try {
            if (!socket.isClosed() && !socket.isOutputShutdown()) {
                socket.shutdownOutput();
            }
        } catch (IOException e) {
            close(socket);
        }
    }

    private void reset() {
        reset(client);
        reset(server);
    }

    /** Closes a socket so that the other side sees a reset. */
    static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // Closed already.
        }
        close(socket);
    }

    private static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing is left to be done for it.
        }
    }
}
