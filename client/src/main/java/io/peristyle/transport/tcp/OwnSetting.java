package io.peristyle.transport.tcp;

import io.peristyle.packet.ServerError;
import io.peristyle.packet.Setting;
import io.peristyle.query.QueryOptions;

/**
 * A setting that statements get from the client of its own accord, since it spares the server work and changes nothing else.
 *
 * <p>Users with {@code readonly=1}, or with a constraint on it, may not change it. A server says so of the first when they log
 * in, unless {@code send_settings_to_client} forbids it. Of the others it refuses a statement before it begins with it, and
 * closes the connection: no server is told any more after that. Of one connector; thread-safe.
 */
final class OwnSetting {
    private static final int READONLY = 164;
    private static final int SETTING_CONSTRAINT_VIOLATION = 452;

    private final Setting setting;
    private volatile boolean refused;

    OwnSetting(String name, String value) {
        setting = new Setting(name, value, Setting.Kind.HINT);
    }

    Setting setting() {
        return setting;
    }

    /** Whether statements of these options may get it, and do not say themselves what they want. */
    boolean isFor(QueryOptions options) {
        return !refused && options.setting(setting.name()) == null;
    }

    /** Whether a statement that had it failed because of it; remembers that. */
    boolean isRefusedBy(ServerError error) {
        boolean refuses = (error.code() == READONLY || error.code() == SETTING_CONSTRAINT_VIOLATION)
                && error.plainMessage().contains(setting.name());
        refused |= refuses;
        return refuses;
    }
}
