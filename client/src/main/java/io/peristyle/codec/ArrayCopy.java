package io.peristyle.codec;

/** {@code Arrays::copyOf} of one kind of array. */
interface ArrayCopy<A> {
    /** A copy of {@code length} values, of which those beyond {@code original} are zero. */
    A copyOf(A original, int length);
}
