package io.peristyle.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.type.ClickHouseType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TableColumnTest {
    @ParameterizedTest
    @CsvSource({"'', true", "DEFAULT, true", "MATERIALIZED, false", "ALIAS, false", "EPHEMERAL, false"})
    void takesValuesUnlessTheTableComputesThem(String defaultKind, boolean insertable) {
        assertThat(new TableColumn("c", ClickHouseType.parse("Int8"), defaultKind).isInsertable())
                .isEqualTo(insertable);
    }
}
