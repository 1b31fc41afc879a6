package io.peristyle.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ExactNumbersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "18446744073709551616",
                "-9223372036854775809",
                "115792089237316195423570985008687907853269984665640564039457584007913129639935",
                "1.1",
                "-12345678901.23456789",
                ".5",
                "1234567890.5e3000",
                "1.5e-30",
                "1e300"
            })
    void numbersThatSqlTakesForFloatsBecomeTexts(String number) {
        assertThat(exact(number)).isEqualTo("'" + number + "'");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "18446744073709551615, 18446744073709551615",
        "-9223372036854775808, -9223372036854775808",
        "1.0, 1",
        "-25e2, -2500",
        "+7, 7",
        "007, 7"
    })
    void integersOfSixtyFourBitsStayIntegersHoweverTheyAreWritten(String number, String integer) {
        assertThat(exact(number)).isEqualTo(integer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'18446744073709551616'",
                "NULL",
                "0x1FFFFFFFFFFFFFFFFFFFF",
                "18446744073709551616 + 1",
                "(1 - 18446744073709551616)",
                "f(18446744073709551616)",
                "a18446744073709551616",
                "{a:UInt256}",
                "[f(18446744073709551616)]",
                "[]"
            })
    void whatHasNoNumberOrIsNoLiteralStaysAsItIs(String text) {
        assertThat(exact(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "[1, 18446744073709551616] | ['1', '18446744073709551616']",
                "(1.5, 'it''s', [-2.50, 3]) | ('1.5', 'it''s', ['-2.50', '3'])",
                "[1, 2.0] | [1, 2]"
            })
    void allNumbersOfALiteralAreTextsIfOneIs(String literal, String exact) {
        assertThat(exact(literal)).isEqualTo(exact);
    }

    @Test
    void allNumbersOfAColumnAreTextsIfOneIs() {
        assertThat(ExactNumbers.of(List.of(List.of("1", "2"), List.of("1.5", "3"), List.of("NULL"))))
                .containsExactly(List.of("'1'", "2"), List.of("'1.5'", "3"), List.of("NULL"));
    }

    @Test
    void besideAnExpressionOnlyNumbersThatAFloatWouldCutAreTexts() {
        assertThat(ExactNumbers.of(
                        List.of(List.of("1.5", "1.5"), List.of("f(4)", "f(4)"), List.of("2", "0.1234567890123456"))))
                .containsExactly(
                        List.of("1.5", "'1.5'"), List.of("f(4)", "f(4)"), List.of("2", "'0.1234567890123456'"));
    }

    @Test
    void aNumberWithoutEndIsNotTakenApart() {
        String endless = "9".repeat(1_000_000);

        assertThat(exact(endless)).hasSize(1_000_002);
    }

    private static String exact(String text) {
        return ExactNumbers.of(List.of(List.of(text))).get(0).get(0);
    }
}
