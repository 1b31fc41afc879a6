package io.peristyle.codec;

import java.util.List;

/** A piece of the state of an aggregate function, from which follows where it ends. */
sealed interface StateStep {
    /** So many bytes, all of them {@code empty} in the state of no values. */
    record Bytes(int count, byte empty) implements StateStep {
        Bytes(int count) {
            this(count, (byte) 0);
        }
    }

    /** A VarUInt. */
    record VarUInt() implements StateStep {}

    /** A VarUInt, then so many values of {@code width} bytes. */
    record Values(int width) implements StateStep {}

    /** A VarUInt, then so many strings, each a VarUInt and its bytes. */
    record Strings() implements StateStep {}

    /** Four bytes of a length, −1 for none, then so many bytes. */
    record SizedString() implements StateStep {}

    /** A byte; if it is not zero, the steps. */
    record Optional(List<StateStep> steps) implements StateStep {}
}
