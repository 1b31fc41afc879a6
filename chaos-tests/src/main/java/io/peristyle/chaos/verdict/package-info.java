/** What was promised, what was measured, and whether they agree. */
@NullMarked
package io.peristyle.chaos.verdict;

import org.jspecify.annotations.NullMarked;
