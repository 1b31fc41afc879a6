@NullMarked
package io.peristyle.embedded;

import org.jspecify.annotations.NullMarked;
