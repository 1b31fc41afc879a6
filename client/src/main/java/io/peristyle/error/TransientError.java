package io.peristyle.error;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Kinds of server errors that pass, so that sending the statement again may help where it may be sent again. Every other
 * error is told as it is: above all those of the statement itself, of time limits and quotas, of refused logins, and those
 * by which a server asks for fewer inserts (too many parts, no space left).
 */
public enum TransientError {
    /** The server lost its own way to another one, to its disk or to its coordination service. */
    TRANSPORT(true, 32, 95, 96, 198, 209, 210, 279, 297, 1000),

    /** The server has too much to do. */
    OVERLOAD(true, 202, 203, 364, 439, 745),

    /** The server has no memory left, or the statement takes more than it may: tried once more, not oftener. */
    MEMORY(true, 173, 241),

    /** The replica cannot serve the table now; another may. */
    REPLICA_STATE(true, 224, 225, 234, 242, 285, 286, 289, 369, 416, 733, 999),

    /** The server is being stopped, or is not ready yet; 394 is also what a killed query ends with. */
    RESTART(true, 236, 394, 667, 696),

    /** Others had a lock for too long: the same server will do. */
    LOCK(false, 384, 473, 650),

    /** The server does not know what became of an insert; only identical blocks with their token may be sent again. */
    UNKNOWN_INSERT(false, 319);

    private static final Map<Integer, TransientError> BY_CODE = byCode();

    private final boolean curedElsewhere;

    @SuppressWarnings("ImmutableEnumChecker") // Read once, by this class alone.
    private final int[] codes;

    TransientError(boolean curedElsewhere, int... codes) {
        this.curedElsewhere = curedElsewhere;
        this.codes = codes;
    }

    /** The kind of the error with ClickHouse's number {@code code}; null if it does not pass. */
    public static @Nullable TransientError of(int code) {
        return BY_CODE.get(code);
    }

    /** Whether another server is the better place to try again. */
    public boolean isCuredElsewhere() {
        return curedElsewhere;
    }

    private static Map<Integer, TransientError> byCode() {
        Map<Integer, TransientError> kinds = new HashMap<>();
        for (TransientError kind : values()) {
            for (int code : kind.codes) {
                kinds.put(code, kind);
            }
        }
        return Map.copyOf(kinds);
    }
}
