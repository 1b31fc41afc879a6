/** The primitives that all of the native protocol is made of: VarUInt, String, fixed-width numbers. */
@NullMarked
package io.peristyle.wire;

import org.jspecify.annotations.NullMarked;
