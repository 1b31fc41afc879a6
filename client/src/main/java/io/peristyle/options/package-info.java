/** Every option with its default, its limits, and the ways to set it. */
@NullMarked
package io.peristyle.options;

import org.jspecify.annotations.NullMarked;
