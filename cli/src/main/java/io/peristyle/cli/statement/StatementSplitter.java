package io.peristyle.cli.statement;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of SQL at its semicolons, minding quotes, comments and heredocs. A statement is given as soon as its
 * semicolon is read. Not thread-safe.
 */
public final class StatementSplitter {
    private final Reader source;

    /** The source is not closed. It should be buffered. */
    public StatementSplitter(Reader source) {
        this.source = source;
    }

    /** The next statement without its semicolon; null at the end. What is but space and comments is left out. */
    public @Nullable String next() throws IOException {
        while (true) {
            StringBuilder statement = new StringBuilder();
            SqlScanner scanner = new SqlScanner();
            boolean ended = false;
            boolean code = false;
            for (int c = source.read(); c >= 0; c = source.read()) {
                SqlScanner.Place place = scanner.take((char) c);
                if (place == SqlScanner.Place.CODE && c == ';') {
                    ended = true;
                    break;
                }
                statement.append((char) c);
                code |= place == SqlScanner.Place.QUOTED || place == SqlScanner.Place.HEREDOC;
            }
            String text = statement.toString().strip();
            if (code || !SqlText.withoutComments(text).isBlank()) {
                return text;
            }
            if (!ended) {
                return null;
            }
        }
    }
}
