package io.peristyle.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server on 127.0.0.1 that plays a script to every connection: for handshakes and packets that no real server sends.
 * Thread-safe.
 */
public final class ScriptedServer implements AutoCloseable {
    private static final int BACKLOG = 128;

    private final ServerSocket listener;
    private final Script script;
    private final Thread acceptor = daemon(this::accept, "scripted-server-accept");
    private final List<ScriptedPeer> peers = new CopyOnWriteArrayList<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    /** What the server does on one connection, on a thread of its own; the connection is closed when it returns. */
    @FunctionalInterface
    public interface Script {
        /** Plays; an {@link IOException} means that the client left, anything else thrown fails {@link #close}. */
        void play(ScriptedPeer peer) throws IOException;
    }

    private ScriptedServer(ServerSocket listener, Script script) {
        this.listener = listener;
        this.script = script;
    }

    /** Starts a server that plays the same script to every connection; {@link ScriptedPeer#index} tells them apart. */
    public static ScriptedServer playing(Script script) {
        try {
            ScriptedServer server =
                    new ScriptedServer(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), script);
            server.acceptor.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String host() {
        return "127.0.0.1";
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** {@code clickhouse://host:port}. */
    public String url() {
        return "clickhouse://" + host() + ":" + port();
    }

    /** The connections that came, in their order, closed ones included. */
    public List<ScriptedPeer> peers() {
        return List.copyOf(peers);
    }

    /** Ends all connections; throws what a script threw, other than for a client that left. */
    @Override
    public void close() {
        try {
            close(listener, acceptor);
        } finally {
            peers.forEach(ScriptedPeer::close);
        }
        Throwable failure = failures.poll();
        if (failure != null) {
            throw new AssertionError("the script of a connection failed", failure);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                ScriptedPeer peer = new ScriptedPeer(peers.size(), socket);
                peers.add(peer);
                daemon(() -> play(peer), "scripted-server-" + peer.index()).start();
            } catch (IOException e) {
                // The listener was closed, or the client did not wait.
            }
        }
    }

    private void play(ScriptedPeer peer) {
        try {
            script.play(peer);
            peer.end();
        } catch (IOException e) {
            peer.close();
        } catch (RuntimeException | Error e) {
            failures.add(e);
            peer.close();
        }
    }

    /** Closes a listener; its port is free only when the thread has left {@code accept}. */
    static void close(ServerSocket listener, Thread acceptor) {
        try {
            listener.close();
            acceptor.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
