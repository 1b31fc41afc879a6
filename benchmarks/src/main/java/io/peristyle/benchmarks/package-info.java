/** The harness: starts servers and contenders, has them work in turns, and reports what it took. */
@NullMarked
package io.peristyle.benchmarks;

import org.jspecify.annotations.NullMarked;
