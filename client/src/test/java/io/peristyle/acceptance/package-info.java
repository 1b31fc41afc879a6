/** What users are promised of the client as a whole, held on real servers and on scripted ones. */
@NullMarked
package io.peristyle.acceptance;

import org.jspecify.annotations.NullMarked;
