package io.peristyle.cluster;

import io.peristyle.query.QueryOptions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a server recognizes the blocks of an insert when they come again. */
final class Deduplication {
    private static final String TOKEN = "insert_deduplication_token";
    private static final String ENABLED = "insert_deduplicate";
    private static final String ASYNCHRONOUS = "async_insert";
    private static final Set<String> FALSE = Set.of("0", "false");

    private Deduplication() {}

    /**
     * Whether the user gave the insert a token, and it counts: servers do not look at tokens of inserts that they collect
     * before they write, which they do by default since 26.3.
     */
    static boolean isAskedFor(QueryOptions options) {
        String token = options.setting(TOKEN);
        return token != null
                && !token.isEmpty()
                && isFalse(options.setting(ASYNCHRONOUS))
                && !isFalse(options.setting(ENABLED));
    }

    private static boolean isFalse(@Nullable String setting) {
        return setting != null && FALSE.contains(setting);
    }
}
