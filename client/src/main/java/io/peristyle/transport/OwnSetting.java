package io.peristyle.transport;

import io.peristyle.query.BlockSource;
import io.peristyle.query.QueryOptions;
import java.util.List;

/**
 * A setting that statements get from the client of its own accord, since it spares the server work and changes nothing else.
 *
 * <p>Users with {@code readonly=1}, or with a constraint on it, may not change it. What a server says of that beforehand is
 * heeded; else it refuses a statement before it begins with it, and no server is told any more after that. Of one connector;
 * thread-safe.
 */
public final class OwnSetting {
    private static final int READONLY = 164;
    private static final int SETTING_CONSTRAINT_VIOLATION = 452;

    private static final int FEW_ROWS = 1_000;

    private final String name;
    private final String value;
    private final List<String> unless;
    private volatile boolean refused;

    private OwnSetting(String name, String value, List<String> unless) {
        this.name = name;
        this.value = value;
        this.unless = unless;
    }

    /** To send no profile events with an answer whose reader has no use for them: a tenth of a short query goes on them. */
    public static OwnSetting noProfileEvents() {
        return new OwnSetting("send_profile_events", "0", List.of());
    }

    /**
     * To insert {@linkplain #isFew few rows} by the thread that reads them: a quarter of an insert of one row goes on handing it
     * to another. Not where views are to be written at once, or to be read by several threads.
     */
    public static OwnSetting oneThread() {
        return new OwnSetting(
                "max_threads", "1", List.of("parallel_view_processing", "use_async_executor_for_materialized_views"));
    }

    /** Whether an insert is best left to one thread. */
    public static boolean isFew(BlockSource rows) {
        return rows.mostRows() <= FEW_ROWS;
    }

    public String name() {
        return name;
    }

    public String value() {
        return value;
    }

    /** Whether statements of these options may get it, and do not say themselves what they want. */
    public boolean isFor(QueryOptions options) {
        return !refused
                && options.setting(name) == null
                && unless.stream().allMatch(other -> options.setting(other) == null);
    }

    /** Whether a statement that had it failed because of it, with this error of the server; remembers that. */
    public boolean isRefusedBy(int code, String message) {
        boolean refuses = (code == READONLY || code == SETTING_CONSTRAINT_VIOLATION) && message.contains(name);
        refused |= refuses;
        return refuses;
    }
}
