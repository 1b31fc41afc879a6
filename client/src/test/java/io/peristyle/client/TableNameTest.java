package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TableNameTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "trips, trips",
                "shop.trips, shop.trips",
                "my table, `my table`",
                "table, `table`",
                "1st.2nd, `1st`.`2nd`",
                "`a.b`, `a.b`",
                "shop.`a.b`, shop.`a.b`",
                "\"a.b\".\"c\", \"a.b\".\"c\"",
                "`a``b`.c, `a``b`.c",
                "`a``.b`, `a``.b`",
                "`a\\`b`.c, `a\\`b`.c",
                "a`b, `a\\`b`",
                "x; DROP TABLE y, `x; DROP TABLE y`"
            })
    void quotesWhatNeedsIt(String text, String quoted) {
        assertThat(TableName.parse(text).quoted()).isEqualTo(quoted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a..b"})
    void refusesEmptyParts(String text) {
        assertThatThrownBy(() -> TableName.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("empty part");
    }

    @ParameterizedTest
    @ValueSource(strings = {"`a", "`", "a.`b", "`a\\`", "`a`b", "`a``", "\"a`", "`a` (x) --"})
    void refusesQuotesThatDoNotEndAPart(String text) {
        assertThatThrownBy(() -> TableName.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("quote that does not end");
    }

    @Test
    void isEqualToTheSameName() {
        assertThat(TableName.parse("a.b")).isEqualTo(TableName.parse("a.b"));
    }
}
