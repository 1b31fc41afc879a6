/** Blocks as text, in the formats and to the byte as the server itself writes them. */
@NullMarked
package io.peristyle.cli.format;

import org.jspecify.annotations.NullMarked;
