package io.peristyle.client;

import io.peristyle.query.Placeholders;
import io.peristyle.query.StatementKind;
import org.jspecify.annotations.Nullable;

/** The text of a statement, looked through once for all that are run with it. Thread-safe. */
final class StatementText {
    private final String sql;

    // Found by whoever asks first, perhaps by several at once: what they find is the same, and immutable.
    private @Nullable Placeholders placeholders;
    private @Nullable Boolean repeatable;

    StatementText(String sql) {
        this.sql = sql;
    }

    String sql() {
        return sql;
    }

    Placeholders placeholders() {
        Placeholders known = placeholders;
        if (known == null) {
            known = Placeholders.of(sql);
            placeholders = known;
        }
        return known;
    }

    /** Whether it only reads, see {@link StatementKind#isRepeatable}. */
    boolean isRepeatable() {
        Boolean known = repeatable;
        if (known == null) {
            known = StatementKind.isRepeatable(sql);
            repeatable = known;
        }
        return known;
    }
}
