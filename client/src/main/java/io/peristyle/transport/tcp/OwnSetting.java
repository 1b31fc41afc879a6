package io.peristyle.transport.tcp;

import io.peristyle.packet.ServerError;
import io.peristyle.packet.ServerHello;
import io.peristyle.packet.Setting;
import io.peristyle.query.QueryOptions;

/**
 * Tells servers not to send their profile events with an answer whose reader has no use for them: a tenth of a short query
 * goes on them. Servers know the setting since 25.11.
 *
 * <p>Users with {@code readonly=1}, or with a constraint on it, may not change it. A server says so of the first when they log
 * in, unless {@code send_settings_to_client} forbids it. Of the others it refuses a statement before it begins with it, and
 * closes the connection: no server is told any more after that. Of one connector; thread-safe.
 */
final class ProfileEventsOptOut {
    static final Setting SETTING = new Setting("send_profile_events", "0", Setting.Kind.HINT);

    private static final int MAJOR = 25;
    private static final int MINOR = 11;

    private static final int READONLY = 164;
    private static final int SETTING_CONSTRAINT_VIOLATION = 452;

    private volatile boolean refused;

    /** Whether the server that sent {@code hello} may be told, as long as it {@linkplain #isPossible is possible} at all. */
    static boolean isFor(ServerHello hello) {
        int major = hello.version().major();
        boolean known = major > MAJOR || (major == MAJOR && hello.version().minor() >= MINOR);
        return known && !hello.readOnly();
    }

    boolean isPossible() {
        return !refused;
    }

    /** Whether statements of these options do not say themselves what they want. */
    static boolean appliesTo(QueryOptions options) {
        return options.setting(SETTING.name()) == null;
    }

    /** Whether a statement failed because of it; remembers that. */
    boolean isRefusedBy(ServerError error) {
        boolean refuses = (error.code() == READONLY || error.code() == SETTING_CONSTRAINT_VIOLATION)
                && error.plainMessage().contains(SETTING.name());
        refused |= refuses;
        return refuses;
    }
}
