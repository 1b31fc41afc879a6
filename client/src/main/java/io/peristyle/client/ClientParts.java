package io.peristyle.client;

import io.peristyle.codec.CodecRegistry;
import io.peristyle.column.ColumnFactory;
import io.peristyle.options.ClientOptions;
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
        Connector connector = switch (options.connection().protocol()) {
            case NATIVE -> new TcpConnector(options.connection(), loops, Clock.SYSTEM);
            case HTTP -> new HttpConnector(options.connection(), loops, Clock.SYSTEM);
        };
        HostResolver hosts = options.connection().proxy() == null ? loops.hosts() : HostResolver.NONE;
        return new ClientParts(connector, hosts, loops, Clock.SYSTEM, CodecRegistry::new);
    }
}
