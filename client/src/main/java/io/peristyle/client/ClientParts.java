package io.peristyle.client;

import io.peristyle.codec.CodecRegistry;
import io.peristyle.column.ColumnFactory;
import io.peristyle.options.ClientOptions;
import io.peristyle.options.ClusterOptions;
import io.peristyle.options.ConnectionOptions;
import io.peristyle.options.Protocol;
import io.peristyle.time.Clock;
import io.peristyle.time.Timers;
import io.peristyle.transport.Connector;
import io.peristyle.transport.HostResolver;
import io.peristyle.transport.http.HttpConnector;
import io.peristyle.transport.netty.EventLoops;
import io.peristyle.transport.tcp.TcpConnector;
import java.time.ZoneId;
import java.util.function.Function;

/**
 * What a client is assembled from; tests put in their own.
 *
 * @param connector makes connections
 * @param hosts looks up the addresses of servers
 * @param columnsByZone makes the columns of inserts to a server of a zone
 */
record ClientParts(
        Connector connector,
        HostResolver hosts,
        Timers timers,
        Clock clock,
        Function<ZoneId, ColumnFactory> columnsByZone) {
    static ClientParts of(ClientOptions options) {
        return on(new EventLoops(options.threads()), options);
    }

    /** Owns {@code loops} from now on. */
    static ClientParts on(EventLoops loops, ClientOptions options) {
        Connector connector;
        try {
            connector = connector(loops, options.connection(), options.cluster());
        } catch (RuntimeException | Error e) {
            // The files of TLS cannot be read, for one: whoever tries again later must not run out of descriptors.
            var unused = loops.close();
            throw e;
        }
        HostResolver hosts = options.connection().proxy() == null ? loops.hosts() : HostResolver.NONE;
        return new ClientParts(connector, hosts, loops, Clock.SYSTEM, CodecRegistry::new);
    }

    private static Connector connector(EventLoops loops, ConnectionOptions connection, ClusterOptions cluster) {
        Protocol usual = connection.protocol();
        if (!cluster.speaks(Protocol.HTTP, usual)) {
            return new TcpConnector(connection, loops, Clock.SYSTEM);
        }
        HttpConnector http = new HttpConnector(connection, loops, Clock.SYSTEM);
        if (!cluster.speaks(Protocol.NATIVE, usual)) {
            return http;
        }
        return new EitherConnector(
                new TcpConnector(connection, loops, Clock.SYSTEM),
                http,
                server -> cluster.protocolOf(server, usual) == Protocol.HTTP);
    }
}
