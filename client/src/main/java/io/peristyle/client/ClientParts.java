package io.peristyle.client;

import io.peristyle.codec.CodecRegistry;
import io.peristyle.column.ColumnFactory;
import io.peristyle.options.ClientOptions;
import io.peristyle.time.Clock;
import io.peristyle.time.Timers;
import io.peristyle.transport.Connector;
import io.peristyle.transport.netty.EventLoops;
import io.peristyle.transport.tcp.TcpConnector;
import java.time.ZoneId;
import java.util.function.Function;

/**
 * What a client is assembled from; tests put in their own.
 *
 * @param connector makes connections
 * @param columnsByZone makes the columns of inserts to a server of a zone
 */
record ClientParts(Connector connector, Timers timers, Clock clock, Function<ZoneId, ColumnFactory> columnsByZone) {
    static ClientParts of(ClientOptions options) {
        EventLoops loops = new EventLoops(options.threads());
        TcpConnector connector = new TcpConnector(options.connection(), loops, Clock.SYSTEM);
        return new ClientParts(connector, loops, Clock.SYSTEM, CodecRegistry::new);
    }
}
