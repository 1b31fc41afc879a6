/** Measured workloads against a real server: rows and queries per second, latency, bytes allocated. */
@NullMarked
package io.peristyle.benchmarks;

import org.jspecify.annotations.NullMarked;
