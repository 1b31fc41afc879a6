/** ClickHouse's types as values: parsed from, and printed as, the server's own text. */
@NullMarked
package io.peristyle.type;

import org.jspecify.annotations.NullMarked;
