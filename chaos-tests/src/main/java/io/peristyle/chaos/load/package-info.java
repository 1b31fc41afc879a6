/** Callers that know what they asked and what they were told. */
@NullMarked
package io.peristyle.chaos.load;

import org.jspecify.annotations.NullMarked;
