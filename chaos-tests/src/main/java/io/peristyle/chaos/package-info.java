/** The client over real servers that are killed, frozen and cut off. */
@NullMarked
package io.peristyle.chaos;

import org.jspecify.annotations.NullMarked;
