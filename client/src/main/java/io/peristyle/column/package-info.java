/** Columns and blocks: the shapes that data have in memory. */
@NullMarked
package io.peristyle.column;

import org.jspecify.annotations.NullMarked;
