package io.peristyle.codec;

import io.peristyle.revision.Revision;
import org.jspecify.annotations.Nullable;

/** The layouts of a {@code Dynamic} column, and which to write for whom. */
enum DynamicLayout {
    /** With the most types that it may have, and a hidden type for values of further ones. */
    FIRST(1, 0),
    /** With the hidden type, too. */
    SECOND(2, 2),
    /** All types that occur, none hidden. Servers from 25.6 on read it. */
    FLAT(3, 3);

    private final long version;
    private final long jsonVersion;

    DynamicLayout(long version, long jsonVersion) {
        this.version = version;
        this.jsonVersion = jsonVersion;
    }

    /** What the prefix of a Dynamic calls it. */
    long version() {
        return version;
    }

    /** What the prefix of a JSON calls it, of which there is one layout more. */
    long jsonVersion() {
        return jsonVersion;
    }

    /** The layout that a Dynamic calls {@code version}; null if there is none. */
    static @Nullable DynamicLayout ofDynamic(long version) {
        for (DynamicLayout layout : values()) {
            if (layout.version == version) {
                return layout;
            }
        }
        return null;
    }

    /** The layout that a JSON calls {@code version}; null if there is none. */
    static @Nullable DynamicLayout ofJson(long version) {
        for (DynamicLayout layout : values()) {
            if (layout.jsonVersion == version) {
                return layout;
            }
        }
        return null;
    }

    /** The newest that a server of this revision reads. */
    static DynamicLayout written(int revision) {
        if (Revision.DETACHED_COLUMNS.in(revision)) {
            return FLAT;
        }
        return Revision.DYNAMIC_V2.in(revision) ? SECOND : FIRST;
    }
}
