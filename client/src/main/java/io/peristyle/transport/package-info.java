/** The port to a server: what the engine asks of a connection, whatever carries it. */
@NullMarked
package io.peristyle.transport;

import org.jspecify.annotations.NullMarked;
