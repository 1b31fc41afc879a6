/** What runs in a contender's own process: the workloads, how their rounds are measured, and Peristyle as a contender. */
@NullMarked
package io.peristyle.benchmarks.contender;

import org.jspecify.annotations.NullMarked;
