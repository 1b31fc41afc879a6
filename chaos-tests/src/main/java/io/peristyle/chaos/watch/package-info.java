/** What must not happen anywhere, or be left over, whatever a scenario does. */
@NullMarked
package io.peristyle.chaos.watch;

import org.jspecify.annotations.NullMarked;
