package io.peristyle.compress;

/**
 * The layout of a compressed frame.
 *
 * <pre>
 *  0  16  checksum of all that follows: low 64 bits, high 64 bits
 * 16   1  method
 * 17   4  compressed size: method, both sizes and body
 * 21   4  uncompressed size
 * 25      body
 * </pre>
 */
final class Frame {
    static final int METHOD = 16;
    static final int COMPRESSED_SIZE = 17;
    static final int UNCOMPRESSED_SIZE = 21;
    static final int BODY = 25;

    /** What the compressed size counts besides the body. */
    static final int SIZES_AND_METHOD = BODY - METHOD;

    private Frame() {}
}
