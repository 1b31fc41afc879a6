package io.peristyle.benchmarks.stub;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Connections of HTTP, all of them: there is nothing to be kept of one. */
final class HttpDialogue implements Dialogue {
    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BODY_END = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String LENGTH = "\r\ncontent-length:";
    private static final String CHUNKED = "\r\ntransfer-encoding: chunked";

    private final InetSocketAddress server;
    private final List<Learnt> learnt = new ArrayList<>();

    HttpDialogue(InetSocketAddress server) {
        this.server = server;
    }

    @Override
    public int take(byte[] in, int length, ByteBuffer out) throws IOException {
        int head = head(in, length);
        if (head == 0 || !isComplete(in, head, length)) {
            return 0;
        }
        int subject = Request.subject(in, length);
        if (subject == Request.OTHER) {
            out.put(relayed(in, length));
        } else {
            answer(subject, in, length).write(subject, out);
        }
        return length;
    }

    /** Where the body begins; 0 if that has not come. */
    private static int head(byte[] in, int length) {
        for (int at = 0; at + HEAD_END.length <= length; at++) {
            if (in[at] == '\r' && Request.matches(HEAD_END, in, at)) {
                return at + HEAD_END.length;
            }
        }
        return 0;
    }

    private static boolean isComplete(byte[] in, int head, int length) {
        int field = indexOf(LENGTH, in, head);
        if (field >= 0) {
            int bytes = 0;
            for (int at = field + LENGTH.length(); in[at] != '\r'; at++) {
                if (in[at] != ' ') {
                    bytes = bytes * 10 + (in[at] - '0');
                }
            }
            return length >= head + bytes;
        }
        return indexOf(CHUNKED, in, head) < 0
                || (length >= head + BODY_END.length && Request.matches(BODY_END, in, length - BODY_END.length));
    }

    /** Where {@code what}, in lower case, stands before {@code end}; -1 if nowhere. */
    private static int indexOf(String what, byte[] in, int end) {
        for (int at = 0; at + what.length() <= end; at++) {
            int matched = 0;
            while (matched < what.length() && lower(in[at + matched]) == what.charAt(matched)) {
                matched++;
            }
            if (matched == what.length()) {
                return at;
            }
        }
        return -1;
    }

    private static int lower(byte c) {
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    }

    /** The answer for requests of this kind and length: others may ask for another format. */
    private CannedAnswer answer(int subject, byte[] in, int length) throws IOException {
        boolean one = subject == Request.ONE;
        for (Learnt known : learnt) {
            if (known.one == one && known.requestBytes == length) {
                return known.answer;
            }
        }
        CannedAnswer answer = new CannedAnswer(relayed(in, length), subject);
        learnt.add(new Learnt(one, length, answer));
        return answer;
    }

    private record Learnt(boolean one, int requestBytes, CannedAnswer answer) {}

    private byte[] relayed(byte[] in, int length) throws IOException {
        try (Upstream upstream = new Upstream(server)) {
            byte[] answer = upstream.ask(in, length);
            String status = new String(answer, 0, Math.min(answer.length, 12), StandardCharsets.US_ASCII);
            if (!status.toUpperCase(Locale.ROOT).endsWith("200")) {
                throw new IOException("the server answered " + new String(answer, StandardCharsets.UTF_8));
            }
            return answer;
        }
    }
}
