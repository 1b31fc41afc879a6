/** The named features of the native protocol and the revisions that brought them. */
@NullMarked
package io.peristyle.revision;

import org.jspecify.annotations.NullMarked;
