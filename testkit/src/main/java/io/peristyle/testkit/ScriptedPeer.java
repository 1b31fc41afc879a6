package io.peristyle.testkit;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.HexFormat;

/**
 * A client's connection, as a script sees it. Scripts use it on their thread; {@link #received} and {@link #close} work
 * on any.
 */
public final class ScriptedPeer implements AutoCloseable {
    private static final int CHUNK = 16 * 1024;

    private final int index;
    private final Socket socket;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

    ScriptedPeer(int index, Socket socket) {
        this.index = index;
        this.socket = socket;
    }

    /** Which connection of the server this is, from 0. */
    public int index() {
        return index;
    }

    /** All bytes that the script has read so far. */
    public byte[] received() {
        synchronized (received) {
            return received.toByteArray();
        }
    }

    /** Whether the connection is over: what the client has sent was read, unless one of both broke it off. */
    public boolean isOver() {
        return socket.isClosed();
    }

    /** Sends bytes in one go. */
    public ScriptedPeer send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /** Sends bytes written as hexadecimal digits; spaces do not count. */
    public ScriptedPeer send(String hex) throws IOException {
        return send(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    /** Sends bytes one at a time, each in a packet of its own as far as the system allows. */
    public ScriptedPeer dribble(byte[] bytes) throws IOException {
        for (byte one : bytes) {
            socket.getOutputStream().write(one);
        }
        return this;
    }

    /** Reads exactly this many bytes. */
    public byte[] read(int count) throws IOException {
        socket.setSoTimeout(0);
        byte[] bytes = socket.getInputStream().readNBytes(count);
        note(bytes, bytes.length);
        if (bytes.length < count) {
            throw new EOFException("the client left after " + bytes.length + " of " + count + " bytes");
        }
        return bytes;
    }

    /** Waits for a byte, then reads until nothing has come for a time, or to the end. */
    public byte[] readUntilIdle(Duration idle) throws IOException {
        byte[] chunk = new byte[CHUNK];
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        socket.setSoTimeout(0);
        try {
            for (int count = socket.getInputStream().read(chunk);
                    count >= 0;
                    count = socket.getInputStream().read(chunk)) {
                all.write(chunk, 0, count);
                note(chunk, count);
                socket.setSoTimeout(Math.max(1, Math.toIntExact(idle.toMillis())));
            }
        } catch (SocketTimeoutException e) {
            // Idle, which is what was waited for.
        }
        return all.toByteArray();
    }

    /** Says nothing and reads on until the client closes or the server is closed. */
    public void staySilent() throws IOException {
        socket.setSoTimeout(0);
        byte[] chunk = new byte[CHUNK];
        for (int count = socket.getInputStream().read(chunk);
                count >= 0;
                count = socket.getInputStream().read(chunk)) {
            note(chunk, count);
        }
    }

    /** Ends the connection with a reset. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Ends the sending half, then reads to the client's end: a plain close could turn into a reset. */
    void end() throws IOException {
        if (!socket.isClosed()) {
            socket.shutdownOutput();
            staySilent();
            socket.close();
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing is left to be done for it.
        }
    }

    private void note(byte[] bytes, int count) {
        synchronized (received) {
            received.write(bytes, 0, count);
        }
    }
}
