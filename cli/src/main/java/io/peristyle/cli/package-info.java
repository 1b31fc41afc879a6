@NullMarked
package io.peristyle.cli;

import org.jspecify.annotations.NullMarked;
