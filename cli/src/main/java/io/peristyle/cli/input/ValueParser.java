package io.peristyle.cli.input;

import org.jspecify.annotations.Nullable;

/** Makes Java values of one type from text, as an insert takes them. */
interface ValueParser {
    /**
     * The value that {@code text} stands for, its quotes and escapes taken off.
     *
     * @throws IllegalArgumentException if it stands for none
     */
    @Nullable
    Object parse(byte[] text);
}
