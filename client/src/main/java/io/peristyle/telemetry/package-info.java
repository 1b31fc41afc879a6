/** The way of events to those who observe the client: flight recordings and the user's observers. */
@NullMarked
package io.peristyle.telemetry;

import org.jspecify.annotations.NullMarked;
