/** Other clients as contenders. Built by the profile {@code peers} alone, so that no test has to fetch them. */
@NullMarked
package io.peristyle.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
