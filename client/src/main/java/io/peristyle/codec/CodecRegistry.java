package io.peristyle.codec;

import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.column.ColumnFactory;
import io.peristyle.error.FailureContext;
import io.peristyle.error.UnsupportedTypeException;
import io.peristyle.revision.Revision;
import io.peristyle.type.ClickHouseType;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The codec of each type, for one default time zone: the server's, or the session's. Thread-safe. */
public final class CodecRegistry implements ColumnFactory {
    private static final int MAXIMUM_CACHED = 1000;
    private static final int MAXIMUM_CACHED_TEXT = 4096;

    private final ZoneId defaultZone;
    private final boolean dictionariesOfNothing;
    private final int revision;
    private final DynamicLayout dynamicLayout;
    private final Map<String, ColumnCodec<?>> byText = new ConcurrentHashMap<>();
    private final Map<ClickHouseType, ColumnCodec<?>> byType = new ConcurrentHashMap<>();
    private final Map<ZoneId, CodecRegistry> inOtherZones = new ConcurrentHashMap<>();

    /** {@code defaultZone} is for types with a time that name no zone of their own. */
    public CodecRegistry(ZoneId defaultZone) {
        this(defaultZone, false, Revision.NEWEST);
    }

    /**
     * {@code dictionariesOfNothing} tells whether the server sends a dictionary where there are no values, below arrays that
     * are all empty: servers before ClickHouse 19.1 do, and still expect none. {@code revision} is the one negotiated for
     * the connection.
     */
    public CodecRegistry(ZoneId defaultZone, boolean dictionariesOfNothing, int revision) {
        this.defaultZone = defaultZone;
        this.dictionariesOfNothing = dictionariesOfNothing;
        this.revision = revision;
        this.dynamicLayout = DynamicLayout.written(revision);
    }

    /** The codecs for another default zone; null: these. */
    public CodecRegistry inZone(@Nullable ZoneId zone) {
        if (zone == null || zone.equals(defaultZone)) {
            return this;
        }
        CodecRegistry known = inOtherZones.get(zone);
        return known == null
                ? cache(inOtherZones, zone, new CodecRegistry(zone, dictionariesOfNothing, revision))
                : known;
    }

    /** The layout to write columns in whose types come with the data. */
    DynamicLayout dynamicLayout() {
        return dynamicLayout;
    }

    /** Whether a dictionary is sent where there are no values. */
    boolean dictionariesOfNothing() {
        return dictionariesOfNothing;
    }

    /** The zone of types with a time that name none. */
    ZoneId defaultZone() {
        return defaultZone;
    }

    /**
     * The codec of the type that {@code text} names.
     *
     * @throws io.peristyle.error.DataException if the text is no type
     * @throws UnsupportedTypeException if the client does not know the type
     */
    public ColumnCodec<?> codec(String text) {
        ColumnCodec<?> known = byText.get(text);
        if (known != null) {
            return known;
        }
        ColumnCodec<?> made = make(ClickHouseType.parse(text));
        return text.length() <= MAXIMUM_CACHED_TEXT ? cache(byText, text, made) : made;
    }

    /**
     * The codec of {@code type}.
     *
     * @throws UnsupportedTypeException if the client does not know the type
     */
    public ColumnCodec<?> codec(ClickHouseType type) {
        ColumnCodec<?> known = byType.get(type);
        if (known != null) {
            return known;
        }
        ColumnCodec<?> made = make(type);
        return type.toString().length() <= MAXIMUM_CACHED_TEXT ? cache(byType, type, made) : made;
    }

    private static <K, V> V cache(Map<K, V> codecs, K key, V made) {
        if (codecs.size() >= MAXIMUM_CACHED) {
            codecs.clear();
        }
        codecs.put(key, made);
        return made;
    }

    /** A codec of {@code type} that is not kept: for the types inside of one that is. */
    ColumnCodec<?> make(ClickHouseType type) {
        CodecLine<?> line = CodecLines.LINES.get(type.name());
        ColumnCodec<?> codec = line == null ? null : line.codec(type, this);
        if (codec == null) {
            throw new UnsupportedTypeException(
                    "the client does not know the type " + type, FailureContext.NOTHING_SENT, null);
        }
        return codec;
    }

    @Override
    public ColumnBuilder builder(ClickHouseType type, int expectedRows) {
        return codec(type).builder(expectedRows);
    }

    @Override
    public @Nullable Column wrap(ClickHouseType type, Object array) {
        return codec(type).wrap(array);
    }
}
