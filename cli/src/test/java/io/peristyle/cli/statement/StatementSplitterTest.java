package io.peristyle.cli.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatementSplitterTest {
    @Test
    void splitsAtSemicolonsAndDropsWhatIsEmpty() throws IOException {
        assertThat(split(" a ;; b\n;\n-- only a comment\n; c")).containsExactly("a", "b", "c");
    }

    @Test
    void mindsQuotes() throws IOException {
        assertThat(split("'a;''b\\';c';\"d;\"\"e\";`f;\\`g`"))
                .containsExactly("'a;''b\\';c'", "\"d;\"\"e\"", "`f;\\`g`");
    }

    @Test
    void mindsComments() throws IOException {
        assertThat(split("a -- x;'\n, b; c # y;\n; d /* z; /* ; */ ' ; */ e; f #!q;\n"))
                .containsExactly("a -- x;'\n, b", "c # y;", "d /* z; /* ; */ ' ; */ e", "f #!q;");
    }

    @Test
    void mindsCommentsOfTwoSlashesAndTypographicQuotes() throws IOException {
        assertThat(split("a // it's; b\n, c; 4 / 2; \u2018x;\\\u2019; \u201cy;\u201d"))
                .containsExactly("a // it's; b\n, c", "4 / 2", "\u2018x;\\\u2019", "\u201cy;\u201d");
        assertThat(SqlText.format("SELECT 1 FORMAT CSV // so")).isEqualTo("CSV");
    }

    @Test
    void mindsHeredocs() throws IOException {
        assertThat(split("$$ a;b $$; $tag$ c;$$;$tg$;$tag$; 1 AS x$y$; 2 AS $z"))
                .containsExactly("$$ a;b $$", "$tag$ c;$$;$tg$;$tag$", "1 AS x$y$", "2 AS $z");
    }

    @Test
    void takesMinusAndDivisionForWhatTheyAre() throws IOException {
        assertThat(split("1 - -1; 4 / 2 * 3; '-' - 1")).containsExactly("1 - -1", "4 / 2 * 3", "'-' - 1");
    }

    @Test
    void findsTheFormatThatEndsAStatement() {
        assertThat(SqlText.format("SELECT 1 FORMAT CSV")).isEqualTo("CSV");
        assertThat(SqlText.format("SELECT 1\nformat JSONEachRow -- so")).isEqualTo("JSONEachRow");
        assertThat(SqlText.format("SELECT ' FORMAT CSV'")).isNull();
        assertThat(SqlText.format("SELECT 1 /* FORMAT CSV */")).isNull();
        assertThat(SqlText.format("INSERT INTO t FORMAT CSV")).isNull();
    }

    private static List<String> split(String sql) throws IOException {
        StatementSplitter splitter = new StatementSplitter(new StringReader(sql));
        List<String> statements = new ArrayList<>();
        for (String statement = splitter.next(); statement != null; statement = splitter.next()) {
            statements.add(statement);
        }
        return statements;
    }
}
