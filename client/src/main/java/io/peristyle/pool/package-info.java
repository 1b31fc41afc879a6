/** A pool of anything that is costly to open: lends, waits in line, retires, and closes. Knows neither network nor server. */
@NullMarked
package io.peristyle.pool;

import org.jspecify.annotations.NullMarked;
