package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.codec.CodecRegistry;
import io.peristyle.column.Block;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerVersion;
import io.peristyle.testkit.Direction;
import io.peristyle.testkit.FaultProxy;
import io.peristyle.testkit.OnEveryServer;
import io.peristyle.testkit.ServerFeature;
import io.peristyle.testkit.Transport;
import io.peristyle.transport.tcp.SlicedReading;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SubmissionPublisher;
import org.junit.jupiter.api.Test;

/**
 * Random tables, there and back by the server's own text. The client inserts, and what the server prints has to be the
 * values that were given; the server reads its print as literals into another table, and what the client reads there has
 * to be what the server prints. Each answer is read as it comes, in slices of random lengths, and over HTTP. {@code
 * -Dperistyle.differential.values=1000000} makes the run long, {@code -Dperistyle.seed=…} repeats one.
 */
@OnEveryServer
class DifferentialIT {
    private static final int[] BLOCK_SIZES = {1, 2, 65_409};
    private static final int MOST_BLOCKS = 400;
    private static final String GIVEN = "differential_given";
    private static final String LITERAL = "differential_literal";
    private static final String OBJECTS = "differential_objects";
    private static final String[] METHODS = {"none", "lz4", "zstd"};

    private static final int MOST_PIECES = 10;

    private final ClickHouseServer server;
    private final ServerVersion version;
    private final ServerText text;

    DifferentialIT(ClickHouseServer server, ServerVersion version) {
        this.server = server;
        this.version = version;
        text = new ServerText(version);
    }

    @Test
    void comesBackByTheServersOwnText() {
        long seed = Long.getLong("peristyle.seed", new Random().nextLong());
        long wanted = Long.getLong("peristyle.differential.values", 5_000);
        System.out.println("seed " + seed);
        CodecRegistry codecs = new CodecRegistry(
                ZoneId.of(ask("SELECT timezone()", "").strip()), version == ServerVersion.LEGACY, version.revision());
        long values = 0;
        int tables = 0;
        // Neighbouring seeds begin with the same numbers.
        Random seeds = new Random(seed);
        List<Link> links = new ArrayList<>();
        try {
            for (String method : METHODS) {
                links.add(
                        Link.to(server, new SlicedReading(codecs, version.revision(), !method.equals("none")), method));
            }
            for (; values < wanted; tables++) {
                RandomTable table = RandomTable.of(seeds.nextLong(), version, codecs);
                checkNamed(table, links.get(tables % links.size()), BLOCK_SIZES[tables / links.size() % 3]);
                values += table.values();
            }
        } finally {
            links.forEach(Link::close);
        }
        System.out.println(
                version + ": " + values + " values in " + tables + " tables from seed " + seed + ", no difference");
    }

    private void checkNamed(RandomTable table, Link link, int wantedSize) {
        try {
            check(table, link, Math.max(wantedSize, table.rows() / MOST_BLOCKS));
        } catch (RuntimeException e) {
            throw new AssertionError(table.toString(), e);
        }
    }

    private void check(RandomTable table, Link link, int blockSize) {
        create(link, GIVEN, table);
        insert(link, GIVEN, table.blocks(blockSize));
        String given = printed(GIVEN, table);
        assertPrinted(given, table.blocks(Integer.MAX_VALUE), table);
        for (List<Block> blocks : link.readings(GIVEN, table, blockSize)) {
            assertValues(blocks, table);
        }

        RandomTable literal = table.literal(given);
        create(link, LITERAL, literal);
        ask("INSERT INTO " + LITERAL + " FORMAT TabSeparated", printed(GIVEN, literal));
        String again = printed(LITERAL, literal);
        for (List<Block> blocks : link.readings(LITERAL, literal, blockSize)) {
            assertPrinted(again, blocks, literal);
        }
        RandomTable closed = literal.closed();
        assertThat(printed(LITERAL, closed).equals(printed(GIVEN, closed)))
                .as("the server reads its print of %s", closed)
                .isTrue();

        RandomTable objects = table.ofJavaValues();
        create(link, OBJECTS, objects);
        link.http.insert(OBJECTS).rows(objects.javaValues()).join();
        assertPrinted(printed(OBJECTS, objects), objects.blocks(Integer.MAX_VALUE), objects);
    }

    private void create(Link link, String name, RandomTable table) {
        TypesIT.execute(link.db, version, "DROP TABLE IF EXISTS " + name);
        TypesIT.execute(link.db, version, "CREATE TABLE " + name + " (" + table.structure() + ") ENGINE = Memory");
    }

    private static void insert(Link link, String name, List<Block> blocks) {
        CompletableFuture<?> inserted;
        try (SubmissionPublisher<Block> publisher = new SubmissionPublisher<>(Runnable::run, blocks.size())) {
            inserted = link.db.insert(name).fromBlocks(publisher);
            blocks.forEach(publisher::submit);
        }
        inserted.join();
    }

    /**
     * A connection through a proxy that keeps what passes, and one over HTTP.
     *
     * @param isZoneNamed whether types name their zones over HTTP, too, which they do not on 18.16
     */
    private record Link(FaultProxy proxy, ClickHouse db, ClickHouse http, SlicedReading sliced, boolean isZoneNamed)
            implements AutoCloseable {
        static Link to(ClickHouseServer server, SlicedReading sliced, String method) {
            FaultProxy proxy = FaultProxy.to(server);
            return new Link(
                    proxy,
                    ClickHouse.connect(proxy.url() + "?max_open_conns=1&compress=" + method),
                    ClickHouse.connect(Transport.HTTP.url(server) + "?compress=" + method),
                    sliced,
                    ServerFeature.ZONES_OF_DATE_TIME.isOver(Transport.HTTP, server.version()));
        }

        /** The rows, as they came, as they came in slices, and as they come over HTTP. */
        List<List<Block>> readings(String name, RandomTable table, int blockSize) {
            proxy.record(Direction.TO_CLIENT);
            List<Block> blocks = read(db, name, table, blockSize);
            byte[] answer = proxy.recorded(Direction.TO_CLIENT);
            List<Block> inSlices = sliced.blocks(answer, new Random(table.seed()));
            return isZoneNamed
                    ? List.of(blocks, inSlices, read(http, name, table, blockSize))
                    : List.of(blocks, inSlices);
        }

        private static List<Block> read(ClickHouse from, String name, RandomTable table, int blockSize) {
            List<Block> blocks = new ArrayList<>();
            from.query("SELECT " + table.selected() + " FROM " + name + " ORDER BY n")
                    .setting("max_block_size", blockSize)
                    .forEachBlock(blocks::add)
                    .join();
            return blocks;
        }

        @Override
        public void close() {
            db.close();
            http.close();
            proxy.close();
        }
    }

    private static void assertValues(List<Block> blocks, RandomTable table) {
        int at = 0;
        for (Block block : blocks) {
            for (int i = 0; i < table.columns().size(); i++) {
                assertThat(block.column(i).type())
                        .hasToString(table.columns().get(i).type().toString());
                for (int row = 0; row < block.rows(); row++) {
                    Object expected = table.columns().get(i).value(at + row);
                    Object read = block.column(i).value(row);
                    if (!Objects.equals(read, expected)) {
                        assertThat(read).as("%s, row %s", table.at(i), at + row).isEqualTo(expected);
                    }
                }
            }
            at += block.rows();
        }
        assertThat(at).isEqualTo(table.rows());
    }

    private void assertPrinted(String printed, List<Block> blocks, RandomTable table) {
        Iterator<String> lines = printed.lines().iterator();
        for (Block block : blocks) {
            for (int row = 0; row < block.rows(); row++) {
                String[] cells = lines.next().split("\t", -1);
                assertThat(cells).hasSameSizeAs(table.columns());
                for (int i = 0; i < cells.length; i++) {
                    String expected = text.text(block.column(i), row, ServerText.Place.CELL);
                    if (!cells[i].equals(expected)) {
                        assertThat(expected)
                                .as("the value at %s, row %s", table.at(i), row)
                                .isEqualTo(cells[i]);
                    }
                }
            }
        }
        assertThat(lines.hasNext()).isFalse();
    }

    private String printed(String name, RandomTable table) {
        String printed = printed(name, table, 1);
        // 18.16 sends NULs for digits of a Decimal(38) where a MiB of its answer ends; elsewhere it escapes them.
        for (int pieces = 2; printed.indexOf('\0') >= 0 && pieces < MOST_PIECES; pieces++) {
            assertThat(version).isEqualTo(ServerVersion.LEGACY);
            printed = printed(name, table, pieces);
        }
        return printed;
    }

    private String printed(String name, RandomTable table, int pieces) {
        int rows = table.rows() / pieces + 1;
        StringBuilder printed = new StringBuilder();
        for (int from = 0; from < table.rows(); from += rows) {
            String limit = pieces == 1 ? "" : " LIMIT " + from + ", " + rows;
            printed.append(ask(
                    "SELECT " + table.selected() + " FROM " + name + " ORDER BY n" + limit + " FORMAT TabSeparated",
                    ""));
        }
        return printed.toString();
    }

    private String ask(String sql, String body) {
        String settings = version == ServerVersion.LEGACY ? "" : "async_insert=0&type_json_skip_duplicated_paths=1&";
        return HttpText.of(server, settings, sql, body);
    }
}
