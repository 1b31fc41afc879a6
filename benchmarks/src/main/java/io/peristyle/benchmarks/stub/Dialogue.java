package io.peristyle.benchmarks.stub;

import java.io.IOException;
import java.nio.ByteBuffer;

/** How one connection is answered. */
interface Dialogue {
    /** Answers the request that {@code in} begins with; the number of its bytes, or 0 as long as it is not complete. */
    int take(byte[] in, int length, ByteBuffer out) throws IOException;
}
