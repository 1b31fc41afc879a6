/** Rows read from text: TabSeparated, CSV and JSON lines as Java values, by the types of the columns they are for. */
@NullMarked
package io.peristyle.cli.input;

import org.jspecify.annotations.NullMarked;
