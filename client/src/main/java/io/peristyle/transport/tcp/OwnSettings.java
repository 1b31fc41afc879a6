package io.peristyle.transport.tcp;

import io.peristyle.packet.ServerHello;
import io.peristyle.query.QueryOptions;
import io.peristyle.transport.OwnSetting;
import org.jspecify.annotations.Nullable;

/**
 * What one connection's server may be told of the client's own accord. Immutable.
 *
 * @param noProfileEvents not to send profile events with an answer whose reader has no use for them: a tenth of a short query
 *     goes on them; null: not to be told. Servers know the setting since 25.11
 * @param oneThread to insert few rows by the thread that reads them: a quarter of an insert of one row goes on handing it to
 *     another; null: not to be told
 */
record OwnSettings(
        @Nullable OwnSetting noProfileEvents, @Nullable OwnSetting oneThread) {
    private static final int MAJOR = 25;
    private static final int MINOR = 11;

    /** All of them, of a new connector. */
    OwnSettings() {
        this(OwnSetting.noProfileEvents(), OwnSetting.oneThread());
    }

    /** Those for the server that sent {@code hello}. */
    OwnSettings of(ServerHello hello) {
        int major = hello.version().major();
        boolean old = major < MAJOR || (major == MAJOR && hello.version().minor() < MINOR);
        boolean none = old || hello.readOnly();
        return new OwnSettings(none ? null : noProfileEvents, none || hello.setsThreads() ? null : oneThread);
    }

    /** For a statement of these options whose profile events are of no use; null: none. */
    @Nullable
    OwnSetting sparingEvents(QueryOptions options) {
        return noProfileEvents != null && noProfileEvents.isFor(options) ? noProfileEvents : null;
    }

    /** For an insert of few rows with these options; null: none. */
    @Nullable
    OwnSetting limitingThreads(QueryOptions options) {
        return oneThread != null && oneThread.isFor(options) ? oneThread : null;
    }
}
