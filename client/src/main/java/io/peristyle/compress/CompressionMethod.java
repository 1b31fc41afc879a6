package io.peristyle.compress;

import io.peristyle.error.ConfigurationException;

/** How a frame's body is compressed. */
public enum CompressionMethod {
    /** As it is: checksums without compression. */
    NONE(0x02, 0),
    /** LZ4's block format. */
    LZ4(0x82, 0),
    /** LZ4's block format, searched for longer: on the wire and for the reader the same as {@link #LZ4}. */
    LZ4HC(0x82, 9),
    /** A Zstandard frame; needs {@code com.github.luben:zstd-jni}. */
    ZSTD(0x90, 1);

    /** Stands for {@link #defaultLevel()} where a level is asked for. */
    public static final int DEFAULT_LEVEL = 0;

    private final int code;
    private final int defaultLevel;

    CompressionMethod(int code, int defaultLevel) {
        this.code = code;
        this.defaultLevel = defaultLevel;
    }

    /** The byte that names this method in a frame. */
    public int code() {
        return code;
    }

    /** The level taken when none is given; 0 for methods without levels. ZSTD's is ClickHouse's own for the network. */
    public int defaultLevel() {
        return defaultLevel;
    }

    /**
     * Loads what the method takes, native code included, which reads and writes files: to be done once before the first
     * frame, and not on an event loop. What is missing is reported when a frame needs it.
     */
    public void load() {
        try {
            Compressor.of(this, DEFAULT_LEVEL).close();
        } catch (ConfigurationException e) {
            // The library is optional, and the server may never send what it is for.
        }
    }
}
