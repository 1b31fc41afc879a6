package io.peristyle.transport.tcp;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.options.ConnectionOptions;
import io.peristyle.packet.ClientHello;
import io.peristyle.packet.ClientIdentity;

/**
 * What the client begins a handshake with.
 *
 * @param hello holds the password: never to be kept beyond the handshake
 */
record Greeting(Endpoint endpoint, ClientIdentity identity, ClientHello hello, ConnectionOptions options) {
    /**
     * Asks for the password.
     *
     * @throws io.peristyle.error.ConfigurationException if a name or the password cannot be sent
     */
    static Greeting of(Endpoint endpoint, ClientIdentity identity, ConnectionOptions options) {
        String user = options.credentials().username();
        ClientHello hello = new ClientHello(
                identity,
                options.database(),
                user.isEmpty() ? "default" : user,
                options.credentials().password().get());
        return new Greeting(endpoint, identity, hello, options);
    }
}
