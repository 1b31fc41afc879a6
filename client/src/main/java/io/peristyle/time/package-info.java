/** The clock, deadlines and timers that everything with a wait takes through its constructor. */
@NullMarked
package io.peristyle.time;

import org.jspecify.annotations.NullMarked;
