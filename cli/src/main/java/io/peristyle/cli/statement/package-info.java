/** SQL as the command line meets it: many statements in one text, and what the last words of one say. */
@NullMarked
package io.peristyle.cli.statement;

import org.jspecify.annotations.NullMarked;
