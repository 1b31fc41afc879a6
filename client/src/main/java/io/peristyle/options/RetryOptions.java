package io.peristyle.options;

import java.time.Duration;
import java.util.Set;

/**
 * How often, when and where statements that failed are sent again. What may be sent again at all is not an option.
 *
 * @param retries further attempts of one statement, at most; 0: none
 * @param minimumBackoff the shortest pause before a further attempt
 * @param maximumBackoff the longest pause; each is drawn at random between the two, from a range that grows with the attempts
 * @param budgetPercent further attempts of all statements together, in percent of the statements
 * @param replicatedTables tables, as {@code table} or {@code database.table}, whose deduplication tokens hold on every
 *     server: an insert with a token may be repeated on another server than the one that it may have reached
 */
public record RetryOptions(
        int retries,
        Duration minimumBackoff,
        Duration maximumBackoff,
        int budgetPercent,
        Set<String> replicatedTables) {
    /** 2, 50 ms, 2 s, 10 %, no tables. */
    public static final RetryOptions DEFAULT =
            new RetryOptions(2, Duration.ofMillis(50), Duration.ofSeconds(2), 10, Set.of());

    public RetryOptions {
        replicatedTables = Set.copyOf(replicatedTables);
    }

    public RetryOptions withRetries(int retries) {
        return new RetryOptions(retries, minimumBackoff, maximumBackoff, budgetPercent, replicatedTables);
    }

    public RetryOptions withBackoff(Duration minimumBackoff, Duration maximumBackoff) {
        return new RetryOptions(retries, minimumBackoff, maximumBackoff, budgetPercent, replicatedTables);
    }

    public RetryOptions withBudgetPercent(int budgetPercent) {
        return new RetryOptions(retries, minimumBackoff, maximumBackoff, budgetPercent, replicatedTables);
    }

    public RetryOptions withReplicatedTables(Set<String> replicatedTables) {
        return new RetryOptions(retries, minimumBackoff, maximumBackoff, budgetPercent, replicatedTables);
    }
}
