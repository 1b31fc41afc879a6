package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.query.TableColumn;
import io.peristyle.type.ClickHouseType;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ZoneDependenceTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "DateTime",
                "DateTime64(3)",
                "LowCardinality(Nullable(DateTime))",
                "Map(String, Array(Tuple(UInt8, DateTime)))",
                "SimpleAggregateFunction(max, DateTime)",
                "Nested(n UInt8, t DateTime64(3))",
                "Variant(DateTime, String)",
                "Array(SimpleAggregateFunction(any, Variant(DateTime64(9), UInt8)))",
                "Dynamic",
                "JSON",
                "JSON(t DateTime)"
            })
    void isInTypesWithATimeOfNoZone(String type) {
        assertThat(ZoneDependence.of(columns("UInt8", type))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "String",
                "Date",
                "Point",
                "DateTime('UTC')",
                "SimpleAggregateFunction(max, DateTime('UTC'))",
                "Nested(t DateTime64(3, 'UTC'))",
                "Variant(DateTime('UTC'), String)"
            })
    void isInNoOthers(String type) {
        assertThat(ZoneDependence.of(columns("UInt8", type))).isFalse();
    }

    private static List<TableColumn> columns(String... types) {
        return Stream.of(types)
                .map(type -> new TableColumn("c", ClickHouseType.parse(type), ""))
                .toList();
    }
}
