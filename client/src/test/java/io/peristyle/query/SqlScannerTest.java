package io.peristyle.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SqlScannerTest {
    @Test
    void takesADoubledQuoteForAPartOfTheText() {
        assertThat(words("a 'it''s b' c")).containsExactly("a", "c");
        assertThat(words("a \"x\"\"b\" c")).containsExactly("a", "c");
        assertThat(words("a `x``b` c")).containsExactly("a", "c");
    }

    @Test
    void takesAQuoteBehindABackslashForAPartOfTheText() {
        assertThat(words("a 'b\\' b' c")).containsExactly("a", "c");
        assertThat(words("a `b\\` b` c")).containsExactly("a", "c");
        assertThat(words("a 'b\\\\' c")).containsExactly("a", "c");
    }

    @Test
    void takesAQuoteThatDoesNotCloseForTheRest() {
        assertThat(words("a 'b c")).containsExactly("a");
        assertThat(words("a 'b\\")).containsExactly("a");
        assertThat(words("a \"")).containsExactly("a");
    }

    @Test
    void takesTypographicQuotesForQuotes() {
        assertThat(words("a \u2018b 'b\u2019 c \u201cb \\\u201d d")).containsExactly("a", "c", "d");
    }

    @Test
    void endsLineCommentsAtTheLine() {
        assertThat(words("a -- b 'b\nc")).containsExactly("a", "c");
        assertThat(words("a # b\nc #! b\nd // b\ne")).containsExactly("a", "c", "d", "e");
        assertThat(words("a --b")).containsExactly("a");
    }

    @Test
    void takesNoSingleHashForAComment() {
        assertThat(words("a #b")).containsExactly("a", "b");
        assertThat(words("a / b - c")).containsExactly("a", "b", "c");
    }

    @Test
    void nestsComments() {
        assertThat(words("a /* b /* b */ b */ c")).containsExactly("a", "c");
        assertThat(words("a /*/ b */ c")).containsExactly("a", "c");
        assertThat(words("a /* b")).containsExactly("a");
    }

    @Test
    void takesHereDocumentsForQuoted() {
        assertThat(words("a $$ b ' $ b $$ c")).containsExactly("a", "c");
        assertThat(words("a $tag$ b $$ b $tag$ c")).containsExactly("a", "c");
        assertThat(words("a $a tag$ b $a tag$ c")).containsExactly("a", "c");
    }

    @Test
    void takesADollarSignThatOpensNoHereDocumentForItself() {
        assertThat(words("a $b$ c")).containsExactly("a", "b$", "c");
        assertThat(words("a $ b")).containsExactly("a", "b");
    }

    @Test
    void cutsTheWholeTextIntoPiecesWithoutGaps() {
        String sql = "WITH 'a''b' AS x /* c /* d */ */ SELECT {p:String}, $$ e $$, \u2018f\u2019 -- g";
        SqlScanner scanner = new SqlScanner(sql);
        StringBuilder all = new StringBuilder();
        while (scanner.next()) {
            assertThat(scanner.end()).isGreaterThan(scanner.start());
            all.append(scanner.text());
        }
        assertThat(all).hasToString(sql);
    }

    private static List<String> words(String sql) {
        List<String> words = new ArrayList<>();
        SqlScanner scanner = new SqlScanner(sql);
        while (scanner.next()) {
            if (scanner.kind() == SqlScanner.Kind.WORD) {
                words.add(scanner.text());
            }
        }
        return words;
    }
}
