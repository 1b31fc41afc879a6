package io.peristyle.transport.tcp;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.peristyle.codec.CodecRegistry;
import io.peristyle.options.ConnectionOptions;
import io.peristyle.packet.Addendum;
import io.peristyle.packet.ChunkReader;
import io.peristyle.packet.Chunking;
import io.peristyle.packet.ClientInfo;
import io.peristyle.packet.ServerHello;
import io.peristyle.packet.ServerVersion;
import io.peristyle.query.ServerInfo;
import io.peristyle.revision.Revision;
import io.peristyle.type.ZoneNames;
import io.peristyle.wire.MalformedDataException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** What follows from the two Hello packets. */
final class NewConnection {
    private static final int FIRST_WITHOUT_DICTIONARIES_OF_NOTHING = 19;

    private final Greeting greeting;
    private final ServerHello hello;
    private final TcpConnector connector;
    private final int revision;
    private final boolean sendChunked;
    private final boolean receiveChunked;

    /** Fails with a {@link MalformedDataException} if client and server do not go together. */
    NewConnection(Greeting greeting, ServerHello hello, TcpConnector connector) {
        this.greeting = greeting;
        this.hello = hello;
        this.connector = connector;
        revision = Revision.negotiated(
                greeting.identity().revision(), hello.version().revision());
        if (revision < Revision.OLDEST) {
            throw new MalformedDataException("the server speaks revision " + revision
                    + " of the protocol; the oldest supported is " + Revision.OLDEST + ", of ClickHouse 18.16");
        }
        sendChunked = hello.receiving().agreedWith(Chunking.NOTCHUNKED_OPTIONAL);
        receiveChunked = hello.sending().agreedWith(Chunking.NOTCHUNKED_OPTIONAL);
    }

    int revision() {
        return revision;
    }

    /** The client's last word of the handshake. */
    Addendum addendum() {
        return new Addendum(quotaKey(), sendChunked, receiveChunked);
    }

    TcpConnection connection(Channel channel) {
        ConnectionOptions options = greeting.options();
        ServerInfo server = serverInfo();
        ClientInfo client = new ClientInfo(greeting.identity(), "", HostName.LOCAL, quotaKey(), "", null);
        Session session = new Session(greeting.endpoint(), server, client, sendChunked, options, connector.clock());
        CodecRegistry codecs = connector.codecs(dialect());
        ByteBufAllocator allocator = channel.alloc();
        PacketReader packets = new PacketReader(revision, codecs, options.limits(), allocator);
        PacketStream stream = new PacketStream(packets, receiveChunked ? new ChunkReader() : null);
        OwnSettings own = connector.ownSettings().of(hello);
        RequestWriter requests = new RequestWriter(session, codecs, allocator, own);
        return new TcpConnection(channel, session, stream, requests);
    }

    private TcpConnector.Dialect dialect() {
        return new TcpConnector.Dialect(
                timeZone(), hello.version().major() < FIRST_WITHOUT_DICTIONARIES_OF_NOTHING, revision);
    }

    private ServerInfo serverInfo() {
        ServerVersion version = hello.version();
        return new ServerInfo(
                version.name(),
                hello.displayName(),
                version.major() + "." + version.minor() + "." + version.patch(),
                version.revision(),
                revision,
                timeZone());
    }

    private ZoneId timeZone() {
        if (hello.timezone().isEmpty()) {
            return ZoneOffset.UTC;
        }
        try {
            return ZoneNames.zone(hello.timezone());
        } catch (DateTimeException e) {
            throw new MalformedDataException(
                    "the server's time zone " + hello.timezone() + " is unknown to this JVM", e);
        }
    }

    private String quotaKey() {
        String key = greeting.options().quotaKey();
        return key == null ? "" : key;
    }
}
