package io.peristyle.options;

import io.peristyle.query.Setting;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What holds for every statement that does not say otherwise. Immutable.
 *
 * @param insert how inserts are run
 * @param settings server settings that travel with every statement
 * @param queryTimeout the limit of an operation as a whole; null: none
 */
public record StatementDefaults(
        InsertOptions insert,
        List<Setting> settings,
        @Nullable Duration queryTimeout) {
    /** Blocks of the default size, no settings, no limit. */
    public static final StatementDefaults DEFAULT = new StatementDefaults(InsertOptions.DEFAULT, List.of(), null);

    public StatementDefaults {
        settings = List.copyOf(settings);
    }
}
