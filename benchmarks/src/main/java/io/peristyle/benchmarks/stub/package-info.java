/** A server that costs next to nothing: it repeats what a real server answered to the same client before. */
@NullMarked
package io.peristyle.benchmarks.stub;

import org.jspecify.annotations.NullMarked;
