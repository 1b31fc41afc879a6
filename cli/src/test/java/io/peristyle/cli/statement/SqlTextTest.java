package io.peristyle.cli.statement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "SELECT 1 FORMAT JSON                         | JSON     | SELECT 1",
                "select 1 format csv                          | csv      | select 1",
                "SELECT 1 SETTINGS max_threads = 1 FORMAT CSV | CSV      | SELECT 1 SETTINGS max_threads = 1",
                "SELECT 1 FORMAT CSV SETTINGS max_threads = 1, log_comment = 'a b' | CSV | SELECT 1  SETTINGS max_threads = 1, log_comment = 'a b'",
                "SELECT 1 /* FORMAT CSV */                    |          | SELECT 1 /* FORMAT CSV */",
                "SELECT ' FORMAT CSV'                         |          | SELECT ' FORMAT CSV'",
                "SELECT format FROM t                         |          | SELECT format FROM t",
                "INSERT INTO t FORMAT CSV                     |          | INSERT INTO t FORMAT CSV"
            })
    void findsTheFormatThatEndsAQuery(String statement, String format, String rest) {
        assertThat(SqlText.format(statement)).isEqualTo(format);
        assertThat(SqlText.withoutFormat(statement).strip()).isEqualTo(rest);
    }
}
