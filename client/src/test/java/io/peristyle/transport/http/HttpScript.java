package io.peristyle.transport.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.peristyle.codec.BlockWriter;
import io.peristyle.codec.CodecRegistry;
import io.peristyle.column.Block;
import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.revision.Revision;
import io.peristyle.testkit.ScriptedPeer;
import io.peristyle.testkit.ScriptedServer;
import io.peristyle.type.ClickHouseType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Plays a server that says who it is, and then what a test tells it to. */
final class HttpScript {
    static final String TAG = "abcdefghijklmnop";
    private static final CodecRegistry CODECS = new CodecRegistry(ZoneOffset.UTC);
    private static final Duration END_OF_REQUEST = Duration.ofMillis(50);

    private HttpScript() {}

    /** A server of {@code version} that answers the n-th request after its introduction with the n-th text. */
    static ScriptedServer server(String version, String... answers) {
        return ScriptedServer.playing(peer -> play(peer, version, answers));
    }

    /** A server that answers the n-th request on its m-th connection with the n-th text of the m-th list; then of the last one. */
    static ScriptedServer connections(List<List<String>> answers) {
        return ScriptedServer.playing(peer -> answer(peer, answers.get(Math.min(peer.index(), answers.size() - 1))));
    }

    /** A proxy with a server of {@code version} behind it. */
    static ScriptedServer proxy(String version, String... answers) {
        return ScriptedServer.playing(peer -> {
            if (read(peer).startsWith("CONNECT ")) {
                peer.send(latin("HTTP/1.1 200 Connection established\r\nVia: me\r\n\r\n"));
                play(peer, version, answers);
            }
        });
    }

    private static void play(ScriptedPeer peer, String version, String... answers) throws IOException {
        if (read(peer).isEmpty()) {
            return;
        }
        peer.send(latin(introduction("", version)));
        answer(peer, List.of(answers));
    }

    private static void answer(ScriptedPeer peer, List<String> answers) throws IOException {
        for (String answer : answers) {
            if (read(peer).isEmpty()) {
                return;
            }
            peer.send(latin(answer));
        }
    }

    /** The answer to who a server is. */
    static String introduction(String headers, String version) {
        return chunked(headers, profile(version, 1));
    }

    /** The answer of a server that lets the user choose settings. */
    static String free(String version) {
        return chunked("", profile(version, 0));
    }

    /** An answer with one row. */
    static String answer(List<String> types, List<Object> row) {
        return chunked("", row(Revision.NONE, types, row));
    }

    /** What a server has been sent on its first connection. */
    static String sent(ScriptedServer server) {
        return new String(server.peers().get(0).received(), StandardCharsets.ISO_8859_1);
    }

    static String url(ScriptedServer server) {
        return "http://" + server.host() + ":" + server.port() + "?max_open_conns=1&compress=none";
    }

    /** A whole answer. */
    static String chunked(String headers, String body) {
        return "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n" + headers + "\r\n" + chunk(body) + "0\r\n\r\n";
    }

    /** The beginning of an answer. */
    static String begun(String headers, String body) {
        return "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n" + headers + "\r\n" + chunk(body);
    }

    static String chunk(String body) {
        return body.isEmpty() ? "" : Integer.toHexString(body.length()) + "\r\n" + body + "\r\n";
    }

    /** A block of one column of numbers, as bytes in a text. */
    static String numbers(int... values) {
        ColumnBuilder column = CODECS.builder(ClickHouseType.parse("Int32"), values.length);
        for (int value : values) {
            column.append(value);
        }
        return written(Revision.NEWEST, new Block(values.length, List.of("n"), List.of(column.build())));
    }

    /** The answer to DESCRIBE of a table with one column {@code n} of type Int32, as bytes in a text. */
    static String described() {
        return described("Int32");
    }

    /** The same with a column of {@code type}. */
    static String described(String type) {
        return row(Revision.NEWEST, List.of("String", "String", "String"), List.of("n", type, ""));
    }

    /** An answer that is an error known before any data. */
    static String error(int code, String message) {
        return "HTTP/1.1 500 Internal Server Error\r\nTransfer-Encoding: chunked\r\nX-ClickHouse-Exception-Code: "
                + code + "\r\n\r\n" + chunk("Code: " + code + ". DB::Exception: " + message) + "0\r\n\r\n";
    }

    private static String profile(String version, int bound) {
        return row(
                Revision.NONE,
                List.of("String", "String", "String", "UInt32", "UInt32", "UInt32"),
                List.of(version, "UTC", "scripted", Revision.NEWEST, bound, bound));
    }

    private static String row(int revision, List<String> types, List<Object> row) {
        List<String> names = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            ColumnBuilder column = CODECS.builder(ClickHouseType.parse(types.get(i)), 1);
            column.append(row.get(i));
            columns.add(column.build());
            names.add("c" + i);
        }
        return written(revision, new Block(1, names, columns));
    }

    private static String written(int revision, Block block) {
        ByteBuf out = Unpooled.buffer();
        new BlockWriter(revision, CODECS).write(out, block, 0, block.rows());
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    private static String read(ScriptedPeer peer) throws IOException {
        return new String(peer.readUntilIdle(END_OF_REQUEST), StandardCharsets.ISO_8859_1);
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
