package io.peristyle.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.column.Block;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerVersion;
import io.peristyle.testkit.OnEveryServer;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Results of functions that make unusual types, with totals and extremes: the client reads what the server prints. */
@OnEveryServer
class SelectsIT {
    private final ClickHouseServer server;
    private final ServerVersion version;
    private final ServerText text;
    private final ClickHouse db;

    SelectsIT(ClickHouseServer server, ServerVersion version) {
        this.server = server;
        this.version = version;
        text = new ServerText(version);
        db = ClickHouse.connect(server.url());
    }

    @AfterEach
    void close() {
        db.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void areWhatTheServerPrints(boolean extremes) throws Exception {
        List<String> selects = new ArrayList<>(selects("selects.sql"));
        if (version == ServerVersion.MODERN) {
            selects.addAll(selects("selects-modern.sql"));
        }
        SoftAssertions softly = new SoftAssertions();
        for (String sql : selects) {
            String printed = printed(sql, extremes);
            softly.assertThatCode(() -> assertThat(read(sql, extremes)).isEqualTo(printed))
                    .as(sql)
                    .doesNotThrowAnyException();
        }
        softly.assertAll();
    }

    @Test
    void withoutColumnsAreNothing() {
        for (String sql :
                List.of("CREATE TABLE IF NOT EXISTS selects_none (a UInt8) ENGINE = Memory", "SET max_threads = 1")) {
            List<Block> blocks = new ArrayList<>();
            db.query(sql).onHeader(blocks::add).forEachBlock(blocks::add).join();
            assertThat(blocks).allSatisfy(block -> assertThat(block.columns()).isEmpty());
            assertThat(db.query(sql).rows().join()).isEmpty();
        }
    }

    private static List<String> selects(String resource) throws IOException {
        try (InputStream in = Objects.requireNonNull(SelectsIT.class.getResourceAsStream(resource))) {
            return new String(in.readAllBytes(), UTF_8).lines().toList();
        }
    }

    /** The whole result, as {@code FORMAT TabSeparated} has it. */
    private String read(String sql, boolean extremes) {
        List<Block> blocks = new ArrayList<>();
        List<Block> totals = new ArrayList<>();
        List<Block> least = new ArrayList<>();
        Query query = db.query(sql).onTotals(totals::add).onExtremes(least::add);
        (extremes ? query.setting("extremes", 1) : query)
                .forEachBlock(blocks::add)
                .join();
        StringBuilder all = new StringBuilder();
        blocks.forEach(block -> append(all, block));
        for (Block block : totals) {
            append(all.append('\n'), block);
        }
        for (Block block : least) {
            append(all.append('\n'), block);
        }
        return all.toString();
    }

    private void append(StringBuilder all, Block block) {
        for (int row = 0; row < block.rows(); row++) {
            all.append(text.line(block.columns(), row)).append('\n');
        }
    }

    private String printed(String sql, boolean extremes) {
        return HttpText.of(server, "extremes=" + (extremes ? 1 : 0) + "&", sql + " FORMAT TabSeparated", "");
    }
}
