/** The sealed family of failures that the client reports. */
@NullMarked
package io.peristyle.error;

import org.jspecify.annotations.NullMarked;
