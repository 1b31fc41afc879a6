/** The packets of the native protocol, each with its encoding or decoding beside it, and chunked framing. */
@NullMarked
package io.peristyle.packet;

import org.jspecify.annotations.NullMarked;
