/** The front door: one object per application, statements in fluent form, sessions. */
@NullMarked
package io.peristyle.client;

import org.jspecify.annotations.NullMarked;
