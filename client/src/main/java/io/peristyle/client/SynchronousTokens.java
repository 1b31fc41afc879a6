package io.peristyle.client;

import io.peristyle.query.QueryOptions;
import io.peristyle.query.Setting;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps servers from collecting inserts that have a deduplication token: since 26.3 they collect by default, and do not look at
 * the token then. Who sets {@code async_insert} has the last word.
 */
final class SynchronousTokens {
    static final String TOKEN = "insert_deduplication_token";
    private static final String ASYNCHRONOUS = "async_insert";

    private SynchronousTokens() {}

    static QueryOptions in(QueryOptions options) {
        if (options.setting(TOKEN) == null || options.setting(ASYNCHRONOUS) != null) {
            return options;
        }
        List<Setting> settings = new ArrayList<>(options.settings());
        settings.add(new Setting(ASYNCHRONOUS, "0", false));
        return new QueryOptions(options.queryId(), settings, options.roles(), options.trace(), options.compressed());
    }
}
