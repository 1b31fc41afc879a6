package io.peristyle.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** Ends TLS in front of a server that does not speak it, on 127.0.0.1. Thread-safe. */
public final class TlsFront implements AutoCloseable {
    private final String host;
    private final int port;
    private final SSLServerSocket listener;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Set<String> serverNames = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();

    private TlsFront(String host, int port, SSLServerSocket listener) {
        this.host = host;
        this.port = port;
        this.listener = listener;
    }

    /**
     * A front with a certificate.
     *
     * @param store PKCS #12 with the front's key; the authorities in it are those whose client certificates are taken
     * @param asksForCertificate whether clients have to show one
     */
    public static TlsFront to(String host, int port, Path store, boolean asksForCertificate) {
        try {
            SSLServerSocket listener = (SSLServerSocket)
                    context(store).getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
            listener.setNeedClientAuth(asksForCertificate);
            TlsFront front = new TlsFront(host, port, listener);
            ScriptedServer.daemon(front::accept, "tls-front-accept").start();
            return front;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Connections that came, whether or not TLS came about. */
    public int accepted() {
        return accepted.get();
    }

    /** The names that clients sent as SNI, as they print. */
    public Set<String> serverNames() {
        return Set.copyOf(serverNames);
    }

    @Override
    public void close() {
        closeQuietly(listener);
        sockets.forEach(TlsFront::closeQuietly);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                SSLSocket socket = (SSLSocket) listener.accept();
                accepted.incrementAndGet();
                sockets.add(socket);
                ScriptedServer.daemon(() -> serve(socket), "tls-front").start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(SSLSocket socket) {
        try (socket) {
            socket.startHandshake();
            for (SNIServerName name : ((ExtendedSSLSession) socket.getSession()).getRequestedServerNames()) {
                serverNames.add(name.toString());
            }
            try (Socket server = new Socket(host, port)) {
                sockets.add(server);
                Thread answers = ScriptedServer.daemon(() -> pump(server, socket), "tls-front-answers");
                answers.start();
                pump(socket, server);
            }
        } catch (IOException e) {
            // The client went, or would not have TLS as it is offered: that is what tests look at, at its end.
        } finally {
            sockets.remove(socket);
        }
    }

    private static void pump(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException e) {
            // One side has ended, and so does the other.
        } finally {
            closeQuietly(from);
            closeQuietly(to);
        }
    }

    private static SSLContext context(Path store) throws IOException, GeneralSecurityException {
        char[] password = TestCertificates.PASSWORD.toCharArray();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, password);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, password);
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // It is closed as far as it can be.
        }
    }
}
