/** Compressed frames: CityHash128, LZ4 and ZSTD. */
@NullMarked
package io.peristyle.compress;

import org.jspecify.annotations.NullMarked;
