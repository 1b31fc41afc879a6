package io.peristyle.benchmarks.stub;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A connection of the native protocol, of whatever revision and framing its client and the real server agree on. */
final class NativeDialogue implements Dialogue {
    private static final int ADDENDUM = 54_458;
    private static final int CHUNKING = 54_470;
    private static final int REPLICAS_VERSION = 54_471;
    private static final int LATER_BUCKETS = 54_480;
    private static final int PING = 4;
    private static final byte[] NONE = {};
    private static final byte[] END = {2, 0, 1, 0, 2, -1, -1, -1, -1, 0, 0, 0};
    private static final byte[] END_WITH_LATER_BUCKETS = {2, 0, 1, 0, 2, -1, -1, -1, -1, 3, 0, 0, 0, 0};
    private static final byte[] CHUNK_END = {0, 0, 0, 0};

    private final NativeAnswers answers;
    private byte[] hello = NONE;
    private byte[] addendum = NONE;
    private boolean begun;
    private int revision;
    private boolean chunkedRequests;
    private boolean chunkedAnswers;

    NativeDialogue(NativeAnswers answers) {
        this.answers = answers;
    }

    @Override
    public int take(byte[] in, int length, ByteBuffer out) throws IOException {
        if (hello.length == 0) {
            return takeHello(in, length, out);
        }
        if (!begun && revision >= ADDENDUM) {
            return takeAddendum(in, length);
        }
        return takeRequest(in, length, out);
    }

    private int takeHello(byte[] in, int length, ByteBuffer out) throws IOException {
        Fields fields = new Fields(in, length);
        fields.number();
        fields.text();
        fields.number();
        fields.number();
        long ofClient = fields.number();
        fields.text();
        fields.text();
        fields.text();
        if (!fields.isComplete()) {
            return 0;
        }
        hello = Arrays.copyOf(in, fields.position());
        byte[] answer = answers.hello(hello);
        Fields ofServer = new Fields(answer, answer.length);
        ofServer.number();
        ofServer.text();
        ofServer.number();
        ofServer.number();
        revision = (int) Math.min(ofClient, ofServer.number());
        out.put(answer);
        return hello.length;
    }

    private int takeAddendum(byte[] in, int length) {
        Fields fields = new Fields(in, length);
        fields.text();
        if (revision >= CHUNKING) {
            chunkedRequests = fields.text().equals("chunked");
            chunkedAnswers = fields.text().equals("chunked");
        }
        if (revision >= REPLICAS_VERSION) {
            fields.number();
        }
        if (!fields.isComplete()) {
            return 0;
        }
        begun = true;
        addendum = Arrays.copyOf(in, fields.position());
        return addendum.length;
    }

    private int takeRequest(byte[] in, int length, ByteBuffer out) throws IOException {
        int packet = chunkedRequests ? 4 : 0;
        if (length > packet && in[packet] == PING) {
            int bytes = 1 + 2 * packet;
            if (length < bytes) {
                return 0;
            }
            out.put(chunkedAnswers ? new byte[] {1, 0, 0, 0, PING, 0, 0, 0, 0} : new byte[] {PING});
            return bytes;
        }
        if (!isComplete(in, length)) {
            return 0;
        }
        int subject = Request.subject(in, length);
        if (subject == Request.OTHER) {
            out.put(answers.relayed(hello, addendum, in, length));
        } else {
            answers.query(subject, hello, addendum, in, length).write(subject, out);
        }
        return length;
    }

    /** Whether the block without columns has come, which ends every request; without pipelining nothing follows it. */
    private boolean isComplete(byte[] in, int length) {
        byte[] end = revision >= LATER_BUCKETS ? END_WITH_LATER_BUCKETS : END;
        int at = length;
        if (chunkedRequests) {
            at -= CHUNK_END.length;
            if (!Request.matches(CHUNK_END, in, at)) {
                return false;
            }
        }
        return Request.matches(end, in, at - end.length);
    }

    /** Reads what a packet consists of; beyond its end, nothing. */
    private static final class Fields {
        private final byte[] in;
        private final int length;
        private int at;

        Fields(byte[] in, int length) {
            this.in = in;
            this.length = length;
        }

        long number() {
            long number = 0;
            for (int shift = 0; shift < 64; shift += 7) {
                byte part = at < length ? in[at] : 0;
                at++;
                number |= (long) (part & 127) << shift;
                if (part >= 0) {
                    break;
                }
            }
            return number;
        }

        String text() {
            int bytes = (int) Math.min(number(), length + 1L);
            int start = at;
            at += bytes;
            return isComplete() ? new String(in, start, bytes, StandardCharsets.UTF_8) : "";
        }

        boolean isComplete() {
            return at <= length;
        }

        int position() {
            return at;
        }
    }
}
