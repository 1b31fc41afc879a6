package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.codec.CodecRegistry;
import io.peristyle.codec.RandomColumns;
import io.peristyle.column.Block;
import io.peristyle.column.Column;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerVersion;
import io.peristyle.query.Row;
import io.peristyle.testkit.OnServer;
import io.peristyle.testkit.Transport;
import io.peristyle.type.ClickHouseType;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random tables, there and back by the server's own text: the client inserts, the server prints what it has and reads its
 * print into another table, and the client reads that one. {@code -Dperistyle.differential.values=1000000} makes the run
 * long, {@code -Dperistyle.seed=…} repeats one.
 */
@OnServer(ServerVersion.MODERN)
class DifferentialIT {
    private static final int DEPTH = 5;
    private static final int MOST_COLUMNS = 50;
    private static final int[] ROWS = {1, 3, 40, 200};
    private static final int[] BLOCK_SIZES = {1, 2, 65_409};
    private static final String[] METHODS = {"none", "lz4", "zstd"};

    private final ClickHouseServer server;
    private final HttpClient http = HttpClient.newHttpClient();

    DifferentialIT(ClickHouseServer server) {
        this.server = server;
    }

    @Test
    void comesBackByTheServersOwnText() throws Exception {
        long seed = Long.getLong("peristyle.seed", new Random().nextLong());
        long wanted = Long.getLong("peristyle.differential.values", 5_000);
        System.out.println("seed " + seed);
        long values = 0;
        int tables = 0;
        Random seeds = new Random(seed);
        for (; values < wanted; tables++) {
            // Neighbouring seeds begin with the same numbers.
            values += check(seeds.nextLong(), METHODS[tables % METHODS.length], BLOCK_SIZES[tables / 3 % 3]);
        }
        System.out.println(values + " values in " + tables + " tables from seed " + seed + ", no difference");
    }

    private long check(long seed, String method, int blockSize) throws Exception {
        Random random = new Random(seed);
        RandomColumns source = new RandomColumns(seed);
        CodecRegistry codecs =
                new CodecRegistry(ZoneId.of(text("SELECT timezone()").strip()));
        int rows = ROWS[random.nextInt(ROWS.length)];
        List<String> names = new ArrayList<>(List.of("n"));
        List<Column> columns = new ArrayList<>(List.of(numbers(codecs, rows)));
        StringBuilder structure = new StringBuilder("n Int32");
        int count = 1 + random.nextInt(random.nextInt(4) == 0 ? MOST_COLUMNS : 5);
        for (int i = 0; i < count; i++) {
            ClickHouseType type = source.closedType(random.nextInt(DEPTH + 1));
            names.add("c" + i);
            columns.add(source.column(codecs, type, rows));
            structure.append(", c").append(i).append(' ').append(type);
        }
        Transport transport = random.nextBoolean() ? Transport.NATIVE : Transport.HTTP;
        try (ClickHouse db = ClickHouse.connect(transport.url(server) + "?compress=" + method)) {
            for (String table : List.of("differential_given", "differential_printed")) {
                TypesIT.execute(db, ServerVersion.MODERN, "DROP TABLE IF EXISTS " + table);
                TypesIT.execute(
                        db, ServerVersion.MODERN, "CREATE TABLE " + table + " (" + structure + ") ENGINE = Memory");
            }
            db.insert("differential_given")
                    .block(new Block(rows, names, columns))
                    .join();
            byte[] printed = ask("SELECT * FROM differential_given ORDER BY n FORMAT TabSeparated", new byte[0]);
            ask("INSERT INTO differential_printed FORMAT TabSeparated", printed);
            assertThat(ask("SELECT * FROM differential_printed ORDER BY n FORMAT TabSeparated", new byte[0]))
                    .as("the server's own reading of its print")
                    .isEqualTo(printed);
            for (String table : List.of("differential_given", "differential_printed")) {
                compare(db, table, blockSize, names, columns);
            }
        }
        return (long) rows * count;
    }

    private static void compare(ClickHouse db, String table, int blockSize, List<String> names, List<Column> columns) {
        List<Row> read = db.query("SELECT * FROM " + table + " ORDER BY n")
                .setting("max_block_size", blockSize)
                .rows()
                .join();
        assertThat(read).hasSize(columns.get(0).size());
        for (int i = 0; i < columns.size(); i++) {
            for (int row = 0; row < read.size(); row++) {
                assertThat(read.get(row).value(i))
                        .as(
                                "row %s of %s %s in %s",
                                row, names.get(i), columns.get(i).type(), table)
                        .isEqualTo(columns.get(i).value(row));
            }
        }
    }

    private static Column numbers(CodecRegistry codecs, int rows) {
        int[] numbers = new int[rows];
        java.util.Arrays.setAll(numbers, i -> i);
        Column column = codecs.wrap(ClickHouseType.parse("Int32"), numbers);
        assertThat(column).isNotNull();
        return column;
    }

    private String text(String sql) throws IOException, InterruptedException {
        return new String(ask(sql, new byte[0]), StandardCharsets.UTF_8);
    }

    private byte[] ask(String sql, byte[] body) throws IOException, InterruptedException {
        URI uri = URI.create("http://" + server.host() + ":" + server.httpPort() + "/?async_insert=0&query="
                + URLEncoder.encode(sql, StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(uri)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertThat(response.statusCode())
                .as(() -> sql + ": " + new String(response.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return response.body();
    }
}
