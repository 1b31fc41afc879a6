package io.peristyle.transport.netty;

import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A name server on loopback that answers what the test says, or nothing. Thread-safe. */
public final class NameServer implements AutoCloseable {
    private static final int HEADER_BYTES = 12;
    private static final short AUTHORITATIVE_ANSWER = (short) 0x8580;
    private static final int UNKNOWN_NAME = 3;
    private static final int TYPE_A = 1;
    private static final int TYPE_CNAME = 5;
    private static final int TYPE_AAAA = 28;

    private final DatagramSocket socket;
    private final Map<String, List<Answer>> records = new ConcurrentHashMap<>();
    private final Map<String, String> aliases = new ConcurrentHashMap<>();
    private final AtomicInteger questions = new AtomicInteger();
    private volatile boolean silent;

    private NameServer(DatagramSocket socket) {
        this.socket = socket;
    }

    public static NameServer start() {
        try {
            NameServer server = new NameServer(new DatagramSocket(0, InetAddress.getLoopbackAddress()));
            Thread thread = new Thread(server::serve, "name-server");
            thread.setDaemon(true);
            thread.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For the resolver under test to ask here and nowhere else. */
    public DnsServerAddressStreamProvider asProvider() {
        return new SingletonDnsServerAddressStreamProvider(address());
    }

    InetSocketAddress address() {
        return new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort());
    }

    /** Puts addresses in the place of what {@code name} stood for. */
    public void addresses(String name, int seconds, String... literals) {
        records.put(
                name,
                Arrays.stream(literals)
                        .map(literal -> Answer.address(seconds, literal))
                        .toList());
    }

    /** Makes {@code name} another name for {@code target}. */
    public void alias(String name, int seconds, String target) {
        records.put(name, List.of(new Answer(TYPE_CNAME, seconds, ByteBuffer.wrap(encoded(target)))));
        aliases.put(name, target);
    }

    /** Has {@code name} be unknown from now on. */
    public void forget(String name) {
        records.remove(name);
    }

    /** Whether questions are left without an answer. */
    public void silent(boolean silent) {
        this.silent = silent;
    }

    /** How many questions came. */
    public int questions() {
        return questions.get();
    }

    @Override
    public void close() {
        socket.close();
    }

    private void serve() {
        byte[] bytes = new byte[4096];
        while (!socket.isClosed()) {
            try {
                DatagramPacket question = new DatagramPacket(bytes, bytes.length);
                socket.receive(question);
                questions.incrementAndGet();
                if (!silent) {
                    byte[] answer = answer(ByteBuffer.wrap(bytes, 0, question.getLength()));
                    socket.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    private byte[] answer(ByteBuffer question) {
        short id = question.getShort();
        question.position(HEADER_BYTES);
        String name = name(question);
        int type = question.getShort();
        List<ByteBuffer> answers = new ArrayList<>();
        String asked = name;
        while (aliases.containsKey(asked) && records.containsKey(asked)) {
            answers.add(records.get(asked).get(0).written(asked));
            asked = aliases.get(asked);
        }
        boolean known = records.containsKey(asked);
        for (Answer answer : records.getOrDefault(asked, List.of())) {
            if (answer.type == type) {
                answers.add(answer.written(asked));
            }
        }
        ByteBuffer out = ByteBuffer.allocate(4096);
        out.putShort(id).putShort((short) (AUTHORITATIVE_ANSWER | (known ? 0 : UNKNOWN_NAME)));
        out.putShort((short) 1)
                .putShort((short) answers.size())
                .putShort((short) 0)
                .putShort((short) 0);
        out.put(encoded(name)).putShort((short) type).putShort((short) 1);
        answers.forEach(out::put);
        return Arrays.copyOf(out.array(), out.position());
    }

    private static String name(ByteBuffer in) {
        List<String> labels = new ArrayList<>();
        for (int length = in.get(); length > 0; length = in.get()) {
            byte[] label = new byte[length];
            in.get(label);
            labels.add(new String(label, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT));
        }
        return String.join(".", labels);
    }

    private static byte[] encoded(String name) {
        ByteBuffer out = ByteBuffer.allocate(name.length() + 2);
        for (String label : name.split("\\.", -1)) {
            out.put((byte) label.length()).put(label.getBytes(StandardCharsets.US_ASCII));
        }
        out.put((byte) 0);
        return out.array();
    }

    /** One record of a name. */
    private record Answer(int type, int seconds, ByteBuffer data) {
        static Answer address(int seconds, String literal) {
            try {
                byte[] bytes = InetAddress.getByName(literal).getAddress();
                return new Answer(bytes.length == 4 ? TYPE_A : TYPE_AAAA, seconds, ByteBuffer.wrap(bytes));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        ByteBuffer written(String name) {
            byte[] owner = encoded(name);
            ByteBuffer out = ByteBuffer.allocate(owner.length + 10 + data.limit());
            out.put(owner).putShort((short) type).putShort((short) 1).putInt(seconds);
            return out.putShort((short) data.limit()).put(data.duplicate()).flip();
        }
    }
}
