package io.peristyle.benchmarks.stub;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.function.Supplier;

/**
 * A process that answers point queries and {@code SELECT 1} at once, over the native protocol and over HTTP, for one client.
 *
 * <p>What it sends is what a real server answered when that client asked for the first time, with another row's values in
 * place: whatever the client negotiated is honoured. Anything else is passed on to the real server each time. One thread,
 * no pipelining, no compression. Ends with its standard input.
 */
public final class StubServer {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Selector selector = Selector.open();
    private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER_BYTES);

    private StubServer() throws IOException {}

    /** Runs. Arguments: host, native port and HTTP port of the real server. Prints its own two ports. */
    public static void main(String[] arguments) throws IOException {
        InetSocketAddress tcp = new InetSocketAddress(arguments[0], Integer.parseInt(arguments[1]));
        InetSocketAddress http = new InetSocketAddress(arguments[0], Integer.parseInt(arguments[2]));
        endWithStandardInput();
        StubServer server = new StubServer();
        NativeAnswers learnt = new NativeAnswers(tcp);
        int tcpPort = server.listen(() -> new NativeDialogue(learnt));
        HttpDialogue dialogue = new HttpDialogue(http);
        int httpPort = server.listen(() -> dialogue);
        System.out.println("@@ " + tcpPort + " " + httpPort);
        server.run();
    }

    private static void endWithStandardInput() {
        Thread watch = new Thread(
                () -> {
                    try {
                        System.in.transferTo(OutputStream.nullOutputStream());
                    } catch (IOException e) {
                        // As good as its end.
                    }
                    Runtime.getRuntime().halt(0);
                },
                "stub-end");
        watch.setDaemon(true);
        watch.start();
    }

    private int listen(Supplier<Dialogue> dialogues) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT, dialogues);
        return ((InetSocketAddress) listener.getLocalAddress()).getPort();
    }

    private void run() throws IOException {
        while (true) {
            selector.select(this::serve);
        }
    }

    @SuppressWarnings("unchecked") // Listeners carry their dialogues.
    private void serve(SelectionKey key) {
        try {
            if (key.attachment() instanceof Caller caller) {
                caller.serve();
            } else {
                SocketChannel channel = ((ServerSocketChannel) key.channel()).accept();
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                Dialogue dialogue = ((Supplier<Dialogue>) key.attachment()).get();
                channel.register(selector, SelectionKey.OP_READ, new Caller(channel, dialogue));
            }
        } catch (IOException e) {
            System.err.println("stub: " + e);
            close(key);
        }
    }

    private static void close(SelectionKey key) {
        try {
            key.channel().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A connection. */
    private final class Caller {
        private final SocketChannel channel;
        private final Dialogue dialogue;
        private final byte[] in = new byte[BUFFER_BYTES];
        private final ByteBuffer view = ByteBuffer.wrap(in);

        Caller(SocketChannel channel, Dialogue dialogue) {
            this.channel = channel;
            this.dialogue = dialogue;
        }

        void serve() throws IOException {
            if (channel.read(view) <= 0) {
                channel.close();
                return;
            }
            out.clear();
            int taken;
            do {
                taken = dialogue.take(in, view.position(), out);
                System.arraycopy(in, taken, in, 0, view.position() - taken);
                view.position(view.position() - taken);
            } while (taken > 0 && view.position() > 0);
            out.flip();
            if (out.hasRemaining() && (channel.write(out) == 0 || out.hasRemaining())) {
                throw new IOException("a client that does not read");
            }
            if (!view.hasRemaining()) {
                throw new IOException("a request of more than " + BUFFER_BYTES + " bytes");
            }
        }
    }
}
