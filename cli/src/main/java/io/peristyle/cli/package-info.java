/** The command {@code peristyle}: its subcommands, and what they share. */
@NullMarked
package io.peristyle.cli;

import org.jspecify.annotations.NullMarked;
