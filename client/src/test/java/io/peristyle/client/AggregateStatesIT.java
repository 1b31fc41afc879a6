package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.column.Block;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.testkit.OnEveryServer;
import io.peristyle.testkit.OverEveryTransport;
import io.peristyle.testkit.Transport;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** States of aggregate functions, read and inserted again: the server merges them to the same result. */
@OnEveryServer
@OverEveryTransport
class AggregateStatesIT {
    private final ClickHouseServer server;
    private final String url;

    AggregateStatesIT(ClickHouseServer server, Transport transport) {
        this.server = server;
        this.url = transport.url(server);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sum;number",
                "sum;toFloat32(number)",
                "sum;toDecimal64(number, 3)",
                "sum;if(number % 3 = 0, NULL, number)",
                "sumIf;number, number % 2 = 0",
                "count;number",
                "avg;number",
                "avg;toInt8(number)",
                "min;toString(number)",
                "max;toDate(toUInt16(number + 1))",
                "max;if(number % 3 = 0, NULL, toString(number))",
                "any;toUInt8(number)",
                "anyLast;toFixedString(substring(concat('x', toString(number)), 1, 1), 1)",
                "argMax;toString(number), number",
                "groupBitOr;toUInt32(number)",
                "groupBitAnd;toUInt32(number)",
                "groupArray;toUInt16(number)",
                "groupArray;toString(number)",
                "groupUniqArray;toUInt8(number % 3)",
                "uniq;number",
                "uniq;toString(number)"
            })
    void areInsertedAgainAsTheyWere(String aggregate) {
        String function = aggregate.substring(0, aggregate.indexOf(';'));
        String arguments = aggregate.substring(function.length() + 1);
        String states = "SELECT toUInt64(number % 7) AS k, " + function + "State(" + arguments
                + ") AS s FROM (SELECT number FROM system.numbers LIMIT 5000) GROUP BY k ORDER BY k";
        try (ClickHouse db = ClickHouse.connect(url)) {
            List<Block> blocks = new ArrayList<>();
            db.query(states).forEachBlock(blocks::add).join();
            Block block = blocks.get(0);
            assertThat(block.rows()).isEqualTo(7);
            String type = block.types().get(1).toString();
            db.query("DROP TABLE IF EXISTS aggregate_states").execute().join();
            db.query("CREATE TABLE aggregate_states (k UInt64, s " + type + ") ENGINE = Memory")
                    .execute()
                    .join();
            List<List<Object>> rows = new ArrayList<>();
            for (int row = 0; row < block.rows(); row++) {
                rows.add(List.of(block.column(0).longValue(row), block.column(1).bytesValue(row)));
            }
            db.insert("aggregate_states").block(block).join();
            db.insert("aggregate_states").rows(new ArrayList<>(rows)).join();
        }
        String merged = "SELECT k, toString(" + function + "Merge(s)) FROM ";
        String end = " GROUP BY k ORDER BY k";
        String both = "(SELECT * FROM (" + states + ") UNION ALL SELECT * FROM (" + states + "))";
        assertThat(server.http(merged + "aggregate_states" + end)).isEqualTo(server.http(merged + both + end));
    }
}
