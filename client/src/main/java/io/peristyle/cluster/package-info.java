/** Which connection a statement runs on: the endpoints, the pool over them, and the way of a statement through it. */
@NullMarked
package io.peristyle.cluster;

import org.jspecify.annotations.NullMarked;
