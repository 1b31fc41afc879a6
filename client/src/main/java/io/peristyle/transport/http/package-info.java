/** The port to a server over HTTP: format Native in the bodies of POST requests. */
@NullMarked
package io.peristyle.transport.http;

import org.jspecify.annotations.NullMarked;
