/** Java records, beans and maps as rows, and rows as them. */
@NullMarked
package io.peristyle.record;

import org.jspecify.annotations.NullMarked;
