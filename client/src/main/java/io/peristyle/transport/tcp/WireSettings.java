package io.peristyle.transport.tcp;

import io.peristyle.options.Compression;
import io.peristyle.packet.BinarySettings;
import io.peristyle.packet.Setting;
import io.peristyle.query.QueryOptions;
import io.peristyle.revision.Revision;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Settings of a request as they travel. */
final class WireSettings {
    private static final String COMPRESSION_METHOD = "network_compression_method";

    private WireSettings() {}

    /**
     * The request's settings, and which compression the server shall use. For servers without textual settings, hints
     * that cannot be sent are left out; the encoding refuses other such settings by name.
     */
    static List<Setting> of(QueryOptions options, Compression compression, int revision) {
        boolean asText = Revision.SETTINGS_AS_TEXT.in(revision);
        List<Setting> settings = new ArrayList<>(options.settings().size() + 1);
        boolean methodGiven = false;
        for (io.peristyle.query.Setting setting : options.settings()) {
            if (asText || setting.important() || BinarySettings.isKnown(setting.name())) {
                Setting.Kind kind = setting.important() ? Setting.Kind.REQUIRED : Setting.Kind.HINT;
                settings.add(new Setting(setting.name(), setting.value(), kind));
            }
            methodGiven |= setting.name().equals(COMPRESSION_METHOD);
        }
        if (options.compressed() && !methodGiven && isToBeTold(compression.method(), asText)) {
            String name = compression.method().name();
            settings.add(
                    new Setting(COMPRESSION_METHOD, asText ? name : name.toLowerCase(Locale.ROOT), Setting.Kind.HINT));
        }
        return settings;
    }

    /** LZ4 is what servers use unless told otherwise, and users who may only read cannot tell them. */
    private static boolean isToBeTold(Compression.Method method, boolean asText) {
        return switch (method) {
            // The options keep gzip away from here.
            case LZ4, GZIP -> false;
            case LZ4HC, ZSTD -> true;
            // Old servers do not know this name.
            case NONE -> asText;
        };
    }
}
