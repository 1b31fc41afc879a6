package io.peristyle.benchmarks.stub;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the real server answered over the native protocol. */
final class NativeAnswers {
    private final InetSocketAddress server;
    private final Map<String, byte[]> hellos = new HashMap<>();
    private @Nullable CannedAnswer point;
    private @Nullable CannedAnswer one;

    NativeAnswers(InetSocketAddress server) {
        this.server = server;
    }

    /** The answer to a client's Hello. */
    byte[] hello(byte[] hello) throws IOException {
        String key = new String(hello, StandardCharsets.ISO_8859_1);
        byte[] known = hellos.get(key);
        if (known == null) {
            try (Upstream upstream = new Upstream(server)) {
                known = upstream.ask(hello, hello.length);
            }
            hellos.put(key, known);
        }
        return known;
    }

    /** The answer to a query that is a point or the number one. */
    CannedAnswer query(int subject, byte[] opening, byte[] addendum, byte[] in, int length) throws IOException {
        CannedAnswer known = subject == Request.ONE ? one : point;
        if (known == null) {
            known = new CannedAnswer(relayed(opening, addendum, in, length), subject);
            if (subject == Request.ONE) {
                one = known;
            } else {
                point = known;
            }
        }
        return known;
    }

    /** What the server answers now, on a connection opened as the client's was. */
    byte[] relayed(byte[] opening, byte[] addendum, byte[] in, int length) throws IOException {
        try (Upstream upstream = new Upstream(server)) {
            upstream.ask(opening, opening.length);
            byte[] request = new byte[addendum.length + length];
            System.arraycopy(addendum, 0, request, 0, addendum.length);
            System.arraycopy(in, 0, request, addendum.length, length);
            return upstream.ask(request, request.length);
        }
    }
}
