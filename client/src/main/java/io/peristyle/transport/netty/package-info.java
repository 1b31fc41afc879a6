/** What connections are made of: event loops, sockets and the resolution of names. */
@NullMarked
package io.peristyle.transport.netty;

import org.jspecify.annotations.NullMarked;
