package io.peristyle.transport.tcp;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.options.ConnectionOptions;
import io.peristyle.packet.ClientInfo;
import io.peristyle.query.ServerInfo;
import io.peristyle.time.Clock;

/**
 * What was agreed in a handshake, and what the connection was made with.
 *
 * @param endpoint the server's address
 * @param server what the server said of itself
 * @param client what every query says of this client, without a trace context
 * @param sendChunked whether packets to the server are in chunks
 * @param options those of the connector
 * @param clock the connector's
 */
record Session(
        Endpoint endpoint,
        ServerInfo server,
        ClientInfo client,
        boolean sendChunked,
        ConnectionOptions options,
        Clock clock) {
    /** The protocol revision that both sides speak. */
    int revision() {
        return server.negotiatedRevision();
    }
}
