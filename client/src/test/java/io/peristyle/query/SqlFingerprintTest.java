package io.peristyle.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SqlFingerprintTest {
    @Test
    void takesTextsAndNumbersOut() {
        assertThat(of("SELECT 'secret', 12, 1.5, -3e7 FROM t WHERE a = 'it''s' AND b = 'a\\'b'"))
                .isEqualTo("SELECT ?, -? FROM t WHERE a = ? AND b = ?");
        assertThat(of("CREATE USER u IDENTIFIED BY 'hunter2'")).isEqualTo("CREATE USER u IDENTIFIED BY ?");
        assertThat(of("SELECT $tag$hunter2$tag$, \u2018hunter2\u2019")).isEqualTo("SELECT ?");
    }

    @Test
    void keepsNamesAndPlaceholders() {
        assertThat(of("SELECT `a 1`, \"b 2\", c3 FROM db.t4 WHERE id = {id:UInt64}"))
                .isEqualTo("SELECT `a 1`, \"b 2\", c3 FROM db.t4 WHERE id = {id:UInt64}");
    }

    @Test
    void isTheSameForListsOfAnyLength() {
        assertThat(of("SELECT 1 WHERE x IN (1, 2,3)")).isEqualTo(of("SELECT 7 WHERE x IN ('a')"));
    }

    @Test
    void dropsCommentsAndExtraSpace() {
        assertThat(of(" /* password: x */ SELECT\n\t1 -- y\n + 2")).isEqualTo("SELECT ? + ?");
    }

    @Test
    void cutsWhatIsTooLongAndWhatIsNotClosed() {
        assertThat(SqlFingerprint.of("SELECT abcdefgh", 10)).isEqualTo("SELECT abc");
        assertThat(of("SELECT 'no end")).isEqualTo("SELECT ?");
        assertThat(of("SELECT $tag$no end of the secret")).isEqualTo("SELECT ?");
        assertThat(of("SELECT $ta")).isEqualTo("SELECT ?");
        assertThat(of("")).isEmpty();
    }

    private static String of(String sql) {
        return SqlFingerprint.of(sql, 200);
    }
}
