/** Where a server is reached. */
@NullMarked
package io.peristyle.endpoint;

import org.jspecify.annotations.NullMarked;
