package io.peristyle.benchmarks.stub;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** A connection to the real server, to hear once what it answers. */
final class Upstream implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;
    private static final int SILENCE_MILLIS = 300;

    private final Socket socket = new Socket();

    Upstream(InetSocketAddress server) throws IOException {
        socket.connect(server, PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
    }

    /** Sends, and takes all that comes until the server falls silent. */
    byte[] ask(byte[] request, int length) throws IOException {
        socket.getOutputStream().write(request, 0, length);
        socket.setSoTimeout(PATIENCE_MILLIS);
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        byte[] part = new byte[1 << 16];
        try {
            for (int read = in.read(part); read >= 0; read = in.read(part)) {
                answer.write(part, 0, read);
                socket.setSoTimeout(SILENCE_MILLIS);
            }
        } catch (SocketTimeoutException e) {
            // It has said all.
        }
        if (answer.size() == 0) {
            throw new IOException("the server gave no answer");
        }
        return answer.toByteArray();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
