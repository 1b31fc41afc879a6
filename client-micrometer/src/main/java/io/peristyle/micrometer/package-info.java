/** Metrics of the client for Micrometer. */
@NullMarked
package io.peristyle.micrometer;

import org.jspecify.annotations.NullMarked;
