package io.peristyle.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.column.Block;
import io.peristyle.column.Column;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.revision.Revision;
import io.peristyle.testkit.OnServer;
import io.peristyle.type.ClickHouseType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Blocks of random types, given to a real server and taken back. */
@OnServer
class BlockExchangeIT {
    private static final int BLOCKS = 60;
    private static final int INFO_BYTES = 8;
    private static final byte[] NOTHING = {};
    private static final String SETTINGS = "client_protocol_version=54488&session_timezone=UTC"
            + "&allow_suspicious_low_cardinality_types=1&allow_suspicious_types_in_order_by=1&query=";

    @Test
    void theServerKeepsWhatTheClientWrites(ClickHouseServer server) throws IOException {
        long seed = Long.getLong("peristyle.seed", new Random().nextLong());
        System.out.println("seed " + seed);
        for (int i = 0; i < BLOCKS; i++) {
            RandomColumns generator = new RandomColumns(seed + i);
            ClickHouseType type = generator.type(3);
            Column column = generator.column(Blocks.CODECS, type, 1 + (int) Math.floorMod(seed + i, 40L));
            exchange(server, Blocks.around(column));
        }
    }

    private static void exchange(ClickHouseServer server, Block block) throws IOException {
        String type = block.column("v").type().toString();
        send(server, "DROP TABLE IF EXISTS exchanged", NOTHING);
        send(server, "CREATE TABLE exchanged (before Int32, v " + type + ", after Int32) ENGINE = Memory", NOTHING);
        send(server, "INSERT INTO exchanged FORMAT Native", withoutRevision(block));
        byte[] answer = send(server, "SELECT * FROM exchanged FORMAT Native", NOTHING);
        assertThat(answer).as("%s", type).isNotEmpty();
        Blocks.assertSame(Blocks.read(answer), block);
    }

    /** The block as servers take it over HTTP: without the fields before it, and without layouts. */
    private static byte[] withoutRevision(Block block) {
        byte[] written = Bytes.written(
                out -> new BlockWriter(Revision.OLDEST, Blocks.CODECS).write(out, block, 0, block.rows()));
        return Arrays.copyOfRange(written, INFO_BYTES, written.length);
    }

    private static byte[] send(ClickHouseServer server, String sql, byte[] body) throws IOException {
        URI uri = URI.create("http://" + server.host() + ":" + server.httpPort() + "/?" + SETTINGS
                + URLEncoder.encode(sql, StandardCharsets.UTF_8));
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(body.length);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body);
        }
        if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
            try (InputStream error = connection.getErrorStream()) {
                throw new IOException(sql + ": " + new String(error.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        try (InputStream in = connection.getInputStream()) {
            return in.readAllBytes();
        }
    }
}
