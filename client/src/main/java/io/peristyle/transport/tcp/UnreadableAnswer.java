package io.peristyle.transport.tcp;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.ConfigurationException;
import io.peristyle.error.FailureContext;
import io.peristyle.error.ProtocolException;
import io.peristyle.error.UnsupportedTypeException;
import io.peristyle.wire.MalformedDataException;

/** Says why a server's answer could not be read; the connection does not outlive it. */
final class UnreadableAnswer {
    private UnreadableAnswer() {}

    static ClickHouseException failure(Throwable e, Endpoint endpoint, FailureContext context) {
        if (e instanceof ConfigurationException missing) {
            return missing;
        }
        if (e instanceof UnsupportedTypeException) {
            return new UnsupportedTypeException(
                    endpoint + " sent a type that is not read here: " + e.getMessage() + "; the connection was closed",
                    context,
                    e);
        }
        if (e instanceof Error) {
            return new ProtocolException(
                    "the answer of " + endpoint + " could not be read: " + e + "; the connection was closed",
                    context,
                    e);
        }
        String what = e instanceof MalformedDataException ? e.getMessage() : "its answer could not be read: " + e;
        return new ProtocolException(
                endpoint + " sent what the protocol does not allow: " + what + "; the connection was closed",
                context,
                e);
    }
}
