package io.peristyle.transport.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.peristyle.codec.BlockWriter;
import io.peristyle.codec.CodecRegistry;
import io.peristyle.column.BlockRange;
import io.peristyle.compress.CompressionMethod;
import io.peristyle.compress.FrameWriter;
import io.peristyle.error.ConfigurationException;
import io.peristyle.options.Compression;
import io.peristyle.packet.ChunkWriter;
import io.peristyle.packet.ClientInfo;
import io.peristyle.packet.ClientPacket;
import io.peristyle.packet.ClientSignal;
import io.peristyle.packet.EndOfData;
import io.peristyle.packet.QueryPacket;
import io.peristyle.packet.ServerError;
import io.peristyle.packet.Setting;
import io.peristyle.query.BlockSource;
import io.peristyle.query.Parameter;
import io.peristyle.query.Placeholders;
import io.peristyle.query.QueryOptions;
import io.peristyle.query.TraceContext;
import io.peristyle.revision.Revision;
import io.peristyle.transport.JoinedRows;
import io.peristyle.transport.OwnSetting;
import io.peristyle.transport.RowJoiner;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Encodes what one connection sends; each buffer returned belongs to the caller. Event loop only. */
final class RequestWriter {
    private static final int QUERY_BYTES = 512;
    private static final int SMALL_PACKET_BYTES = 64;

    private final Session session;
    private final ByteBufAllocator allocator;
    private final BlockWriter blocks;
    private final OwnSettings own;

    /** Made with the first compressed block that is sent. */
    private @Nullable FrameWriter frames;

    private @Nullable List<io.peristyle.query.Setting> settingsOf;
    private boolean settingsOfCompressed;
    private @Nullable OwnSetting ownOfEvents;
    private @Nullable OwnSetting ownOfThreads;
    private List<Setting> settings = List.of();

    RequestWriter(Session session, CodecRegistry codecs, ByteBufAllocator allocator, OwnSettings own) {
        this.session = session;
        this.allocator = allocator;
        this.own = own;
        this.blocks = new BlockWriter(session.revision(), codecs);
    }

    /**
     * The query and the end of its external tables, without which no server begins.
     *
     * @param sparesEvents whether the server may be told that its profile events are of no use
     * @param insertsFew whether few rows will follow, for which the server may be told to use one thread
     * @throws ConfigurationException if this server is too old for what the request asks, or if that has no place in the protocol
     */
    ByteBuf query(
            String sql, List<Parameter> parameters, QueryOptions options, boolean sparesEvents, boolean insertsFew) {
        if (!options.roles().isEmpty()) {
            // The field that the packet has for roles counts between servers only: from a client it is read and
            // ignored.
            throw new ConfigurationException(
                    "roles of a single statement travel over HTTP only; over the native protocol,"
                            + " SET ROLE activates them for a session");
        }
        boolean onServer = Revision.PARAMETERS.in(session.revision());
        QueryPacket packet = new QueryPacket(
                options.queryId(),
                clientInfo(options.trace()),
                settings(
                        options,
                        sparesEvents ? own.sparingEvents(options) : null,
                        insertsFew ? own.limitingThreads(options) : null),
                List.of(),
                options.compressed(),
                onServer ? sql : Placeholders.withLiterals(sql, parameters),
                onServer ? parameters : List.of());
        ByteBuf out = allocator.directBuffer(QUERY_BYTES + sql.length());
        try {
            append(out, packet);
            append(out, EndOfData.of(options.compressed()));
            return out;
        } catch (RuntimeException | Error e) {
            out.release();
            throw e;
        }
    }

    /** Most statements on a connection have the same settings, most often the client's own list. */
    private List<Setting> settings(
            QueryOptions options, @Nullable OwnSetting ofEvents, @Nullable OwnSetting ofThreads) {
        if (options.settings() != settingsOf
                || options.compressed() != settingsOfCompressed
                || ofEvents != ownOfEvents
                || ofThreads != ownOfThreads) {
            settings = WireSettings.of(options, compression(), session.revision());
            if (ofEvents != null) {
                settings.add(hint(ofEvents));
            }
            if (ofThreads != null) {
                settings.add(hint(ofThreads));
            }
            settingsOf = options.settings();
            settingsOfCompressed = options.compressed();
            ownOfEvents = ofEvents;
            ownOfThreads = ofThreads;
        }
        return settings;
    }

    private static Setting hint(OwnSetting own) {
        return new Setting(own.name(), own.value(), Setting.Kind.HINT);
    }

    /** What of the client's own accord the server refused the last statement for; null if it was something else. */
    @Nullable
    OwnSetting refused(ServerError error) {
        String message = error.plainMessage();
        if (ownOfEvents != null && ownOfEvents.isRefusedBy(error.code(), message)) {
            return ownOfEvents;
        }
        return ownOfThreads != null && ownOfThreads.isRefusedBy(error.code(), message) ? ownOfThreads : null;
    }

    /** What {@code source} has ready from {@code first} on, as far as it goes into one packet. */
    JoinedRows joined(BlockRange first, BlockSource source, RowJoiner joiner) {
        // In chunks, a packet is in memory as a whole.
        return session.sendChunked() ? JoinedRows.of(first) : joiner.join(first, source, blocks::joins);
    }

    /** A packet with some rows of an insert. */
    RowsPacket rows(JoinedRows rows, boolean compressed) {
        return new RowsPacket(rows, blocks.pieces(rows.parts()), compressed ? frames() : null, session, allocator);
    }

    /** The end of an insert's rows. */
    ByteBuf endOfRows(boolean compressed) {
        return small(EndOfData.of(compressed));
    }

    /** A packet that is nothing but its type. */
    ByteBuf signal(ClientSignal signal) {
        return small(signal);
    }

    /** Gives native memory back. */
    void release() {
        if (frames != null) {
            frames.close();
            frames = null;
        }
    }

    private ByteBuf small(ClientPacket packet) {
        ByteBuf out = allocator.directBuffer(SMALL_PACKET_BYTES);
        try {
            append(out, packet);
            return out;
        } catch (RuntimeException | Error e) {
            out.release();
            throw e;
        }
    }

    private void append(ByteBuf out, ClientPacket packet) {
        if (session.sendChunked()) {
            int start = ChunkWriter.begin(out);
            packet.encode(out, session.revision());
            ChunkWriter.end(out, start);
        } else {
            packet.encode(out, session.revision());
        }
    }

    private FrameWriter frames() {
        if (frames == null) {
            CompressionMethod method =
                    CompressionMethod.valueOf(compression().method().name());
            frames =
                    new FrameWriter(method, compression().level(), compression().maximumBufferBytes(), allocator);
        }
        return frames;
    }

    private Compression compression() {
        return session.options().compression();
    }

    private ClientInfo clientInfo(@Nullable TraceContext trace) {
        ClientInfo info = session.client();
        if (trace == null) {
            return info;
        }
        return new ClientInfo(info.client(), info.osUser(), info.hostName(), info.quotaKey(), info.agent(), trace);
    }
}
