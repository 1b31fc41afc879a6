/** What the client lets its user observe of its work. */
@NullMarked
package io.peristyle.observe;

import org.jspecify.annotations.NullMarked;
