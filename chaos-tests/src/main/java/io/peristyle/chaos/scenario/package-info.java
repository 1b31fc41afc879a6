/** The tests under fire, each of them a class. */
@NullMarked
package io.peristyle.chaos.scenario;

import org.jspecify.annotations.NullMarked;
