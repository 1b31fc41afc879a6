/** The port to a server over ClickHouse's native protocol. */
@NullMarked
package io.peristyle.transport.tcp;

import org.jspecify.annotations.NullMarked;
