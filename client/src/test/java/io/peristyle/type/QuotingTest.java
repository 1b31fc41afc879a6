package io.peristyle.type;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuotingTest {
    @Test
    void escapesALiteralAsTheServerDoes() {
        assertThat(Quoting.literal("it's, (q)\\")).isEqualTo("'it\\'s, (q)\\\\'");
        assertThat(Quoting.literal("\b\f\n\r\t\0")).isEqualTo("'\\b\\f\\n\\r\\t\\0'");
        assertThat(Quoting.literal("`\"é\u0001")).isEqualTo("'`\"é\u0001'");
        assertThat(Quoting.literal("")).isEqualTo("''");
    }

    @Test
    void leavesPlainIdentifiersAsTheyAre() {
        assertThat(Quoting.identifier("_Trip_2")).isEqualTo("_Trip_2");
    }

    @Test
    void quotesIdentifiersThatAreNotPlain() {
        assertThat(Quoting.identifier("b c")).isEqualTo("`b c`");
        assertThat(Quoting.identifier("1")).isEqualTo("`1`");
        assertThat(Quoting.identifier("a.b")).isEqualTo("`a.b`");
        assertThat(Quoting.identifier("é")).isEqualTo("`é`");
        assertThat(Quoting.identifier("a`b'\\")).isEqualTo("`a\\`b'\\\\`");
        assertThat(Quoting.identifier("")).isEqualTo("``");
    }

    @Test
    void quotesTheWordsThatTheServerQuotes() {
        assertThat(Quoting.identifier("Null")).isEqualTo("`Null`");
        assertThat(Quoting.identifier("DISTINCT")).isEqualTo("`DISTINCT`");
        assertThat(Quoting.identifier("all")).isEqualTo("`all`");
        assertThat(Quoting.identifier("table")).isEqualTo("`table`");
        assertThat(Quoting.identifier("Select")).isEqualTo("`Select`");
        assertThat(Quoting.identifier("tables")).isEqualTo("tables");
    }
}
