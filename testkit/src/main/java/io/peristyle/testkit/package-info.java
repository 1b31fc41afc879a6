@NullMarked
package io.peristyle.testkit;

import org.jspecify.annotations.NullMarked;
