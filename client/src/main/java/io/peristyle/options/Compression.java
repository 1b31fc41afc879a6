package io.peristyle.options;

/**
 * How blocks are compressed on the wire.
 *
 * @param method the method of what the client sends, and asks the server to use
 * @param level the method's own level, of what the client sends; 0: its default
 * @param maximumBufferBytes uncompressed bytes of one compressed frame at most
 */
public record Compression(Method method, int level, int maximumBufferBytes) {
    /** LZ4 in frames of 1 MiB. */
    public static final Compression DEFAULT = new Compression(Method.LZ4, 0, 1 << 20);

    /** Whether blocks are compressed at all. */
    public boolean isEnabled() {
        return method != Method.NONE;
    }

    /** The methods. */
    public enum Method {
        /** Blocks travel as they are. */
        NONE,
        /** Fast; the default. */
        LZ4,
        /** Slower to compress than LZ4, smaller, equally fast to read. */
        LZ4HC,
        /** Small; needs {@code com.github.luben:zstd-jni} on the class path. */
        ZSTD,
        /** For gateways that know nothing else; slow. HTTP only. */
        GZIP
    }
}
