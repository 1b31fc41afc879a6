/** One codec for each ClickHouse type: bytes to columns, Java values to columns, columns to bytes. */
@NullMarked
package io.peristyle.codec;

import org.jspecify.annotations.NullMarked;
