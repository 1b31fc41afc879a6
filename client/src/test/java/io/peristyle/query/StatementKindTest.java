package io.peristyle.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StatementKindTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "select 1",
                "  \n\tSelect 1",
                "((SELECT 1)) UNION ALL (SELECT 2)",
                "-- INSERT\nSELECT 1",
                "/* a /* INSERT */ b */ SELECT 1",
                "# INSERT\n#! DROP\n// DROP\nSELECT 1",
                "SHOW TABLES",
                "describe t",
                "DESC t",
                "EXISTS TABLE t",
                "EXPLAIN SELECT 1",
                "WITH x AS (SELECT 1) SELECT * FROM x",
                "with 'INSERT' as x select x",
                "WITH `insert` AS (SELECT 1) SELECT 1 /* INSERT */",
            })
    void repeatsWhatOnlyReads(String sql) {
        assertThat(StatementKind.isRepeatable(sql)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "-- SELECT 1",
                "'SELECT'",
                "INSERT INTO t SELECT 1",
                "insert into t values (1)",
                "WITH x AS (SELECT 1) INSERT INTO t SELECT * FROM x",
                "with 1 as x insert into t select x",
                "WITH 1 AS x",
                "CREATE TABLE t AS SELECT 1",
                "ALTER TABLE t DELETE WHERE 1",
                "OPTIMIZE TABLE t",
                "SET max_threads = 1",
                "SELECTED",
                "; SELECT 1",
            })
    void repeatsNothingElse(String sql) {
        assertThat(StatementKind.isRepeatable(sql)).isFalse();
    }
}
