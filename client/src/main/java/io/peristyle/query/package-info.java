/** What is asked of a server, and what it tells beside the data. */
@NullMarked
package io.peristyle.query;

import org.jspecify.annotations.NullMarked;
