package io.peristyle.transport.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.peristyle.codec.BlockWriter;
import io.peristyle.column.BlockRange;
import io.peristyle.compress.CompressionMethod;
import io.peristyle.compress.FrameWriter;
import io.peristyle.compress.PayloadWriter;
import io.peristyle.options.Compression;
import io.peristyle.query.BlockSource;
import io.peristyle.query.Parameter;
import io.peristyle.query.Placeholders;
import io.peristyle.query.QueryOptions;
import io.peristyle.query.QueryRequest;
import io.peristyle.query.StatementKind;
import io.peristyle.revision.Revision;
import io.peristyle.transport.JoinedRows;
import io.peristyle.transport.OwnSetting;
import io.peristyle.transport.RowJoiner;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes what one connection sends; each request and buffer returned belongs to the caller. Event loop only. */
final class RequestWriter {
    /** So many bytes of rows are encoded and sent at once: what fits into a processor's cache with room for what else is there. */
    private static final int HEAD_BYTES = 64;

    private static final int PIECE = 256 << 10;

    /** Where compression is worth more bytes, and takes some milliseconds for so many: the event loop has other work. */
    private static final int SLOW_PIECE = 512 << 10;

    /** Servers of 18.16 take 16 KiB, and whoever stands between may take 8. */
    private static final int LONGEST_TARGET = 6 << 10;

    private static final int FIRST_BLOCK_BYTES = 64 << 10;

    private static final String QUOTA = "X-ClickHouse-Quota";

    private final HttpSession session;
    private final ByteBufAllocator allocator;
    private final RequestArguments arguments;

    /** Made with the first compressed block that is sent. */
    private @Nullable PayloadWriter compressor;

    RequestWriter(HttpSession session, ByteBufAllocator allocator) {
        this.session = session;
        this.allocator = allocator;
        this.arguments = new RequestArguments(session.options());
    }

    /** What lives beside the statements. */
    RequestArguments arguments() {
        return arguments;
    }

    /** How the answer to a query is asked to be compressed. */
    AnswerEncoding encoding(QueryRequest request, ServerProfile profile) {
        return arguments.encoding(request, profile);
    }

    /** A statement without data. */
    FullHttpRequest query(QueryRequest request, boolean progress, ServerProfile profile) {
        List<Parameter> parameters = profile.takesParameters() ? request.parameters() : List.of();
        String sql = profile.takesParameters()
                ? request.sql()
                : Placeholders.withLiterals(request.sql(), request.parameters());
        Target target = arguments.target(request.options());
        arguments.addAnswer(target, request, progress, profile);
        boolean form = length(parameters) > LONGEST_TARGET;
        ByteBuf body = allocator.directBuffer(sql.length() + 64);
        try {
            FullHttpRequest query = form ? form(target, sql, parameters, body) : plain(target, sql, parameters, body);
            addHeaders(query.headers(), request.options());
            String coding = arguments.encoding(request, profile).coding();
            if (coding != null) {
                query.headers().set(HttpHeaderNames.ACCEPT_ENCODING, coding);
            }
            query.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
            return query;
        } catch (RuntimeException | Error e) {
            body.release();
            throw e;
        }
    }

    /**
     * The head of an insert, whose body follows in pieces.
     *
     * @param isLong whether the server is to tell of an error before it has read all: it does where the connection ends with the
     *     request. Not in a session, which would end as well
     * @param own what the server is told of the client's own accord; null: nothing
     */
    HttpRequest insert(String sql, QueryOptions options, boolean isLong, @Nullable OwnSetting own) {
        Target target = arguments.target(options);
        if (own != null) {
            target.add(own.name(), own.value());
        }
        if (options.compressed() && !isGzip()) {
            target.add("decompress", "1");
        }
        if (!isInBody(sql)) {
            target.add("query", sql);
        }
        HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, target.toString());
        addHeaders(request.headers(), options);
        request.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        if (isLong && !arguments.isSession()) {
            request.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        if (options.compressed() && isGzip()) {
            request.headers().set(HttpHeaderNames.CONTENT_ENCODING, HttpHeaderValues.GZIP);
        }
        return request;
    }

    /** What the body of an insert begins with, if its statement is too long for the target; null if it is not. */
    @Nullable
    ByteBuf insertBeginning(String sql, QueryOptions options) {
        if (!isInBody(sql)) {
            return null;
        }
        ByteBuf text = filled(sql.length() + 64, out -> ByteBufUtil.writeUtf8(out, sql + "\n"));
        return options.compressed() ? compressed(text) : text;
    }

    /** What {@code source} has ready from {@code first} on, as far as it goes into one block. */
    JoinedRows joined(BlockRange first, BlockSource source, RowJoiner joiner, ServerProfile profile) {
        return joiner.join(first, source, blocks(profile)::joins);
    }

    private static BlockWriter blocks(ServerProfile profile) {
        return new BlockWriter(Revision.NONE, profile.insertCodecs());
    }

    /** Some rows of an insert, to be sent in pieces. */
    RowsContent rows(JoinedRows rows, ServerProfile profile, boolean compressed) {
        return new RowsContent(
                blocks(profile).pieces(rows.parts()),
                compressed ? this::compressed : UnaryOperator.identity(),
                compressed && isSlow() ? SLOW_PIECE : PIECE,
                rows.bytes() + HEAD_BYTES * (1L + rows.columns()),
                allocator);
    }

    /** A piece of an insert whose rows are bytes already; copies it. */
    ByteBuf raw(ByteBuffer bytes, boolean compressed) {
        ByteBuf out = allocator.directBuffer(bytes.remaining());
        out.writeBytes(bytes);
        return compressed ? compressed(out) : out;
    }

    /** What an insert's body ends with, possibly nothing. */
    ByteBuf insertEnd(boolean compressed) {
        if (!compressed || !isGzip()) {
            return Unpooled.EMPTY_BUFFER;
        }
        return filled(HEAD_BYTES, compressor()::end);
    }

    /** Asks for a sign of life. */
    FullHttpRequest ping() {
        FullHttpRequest ping = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.GET, arguments.pingPath(), Unpooled.EMPTY_BUFFER);
        addHeaders(ping.headers());
        return ping;
    }

    /** Gives native memory back. */
    void release() {
        if (compressor != null) {
            compressor.close();
            compressor = null;
        }
    }

    private static FullHttpRequest plain(Target target, String sql, List<Parameter> parameters, ByteBuf body) {
        for (Parameter parameter : parameters) {
            target.add("param_" + parameter.name(), parameter.text());
        }
        body.writeBytes(sql.getBytes(StandardCharsets.UTF_8));
        FullHttpRequest query =
                new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, target.toString(), body);
        query.headers().set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=UTF-8");
        return query;
    }

    private static FullHttpRequest form(Target target, String sql, List<Parameter> parameters, ByteBuf body) {
        Form form = new Form(body);
        for (Parameter parameter : parameters) {
            form.add("param_" + parameter.name(), parameter.text());
        }
        form.add("query", sql).end();
        FullHttpRequest query =
                new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, target.toString(), body);
        query.headers().set(HttpHeaderNames.CONTENT_TYPE, form.contentType());
        return query;
    }

    private void addHeaders(HttpHeaders headers, QueryOptions options) {
        addHeaders(headers);
        session.credentials().addTo(headers);
        String quotaKey = session.options().quotaKey();
        if (quotaKey != null && HttpSession.Login.isPlain(quotaKey)) {
            headers.set(QUOTA, quotaKey);
        }
        TraceHeaders.add(headers, options.trace());
    }

    private void addHeaders(HttpHeaders headers) {
        headers.set(HttpHeaderNames.HOST, host());
        headers.set(HttpHeaderNames.USER_AGENT, session.options().clientName());
        session.options().http().headers().forEach(headers::set);
    }

    private String host() {
        String host = session.endpoint().host();
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":"
                + session.endpoint().port();
    }

    private ByteBuf compressed(ByteBuf payload) {
        try {
            return filled(FIRST_BLOCK_BYTES, out -> compressor().write(payload, out));
        } finally {
            payload.release();
        }
    }

    /** A buffer with what {@code writer} writes to it, which nothing is left of if that fails. */
    private ByteBuf filled(int expectedBytes, Consumer<ByteBuf> writer) {
        ByteBuf out = allocator.directBuffer(expectedBytes);
        try {
            writer.accept(out);
            return out;
        } catch (RuntimeException | Error e) {
            out.release();
            throw e;
        }
    }

    private PayloadWriter compressor() {
        if (compressor == null) {
            Compression compression = session.options().compression();
            compressor = isGzip()
                    ? PayloadWriter.gzip(compression.level())
                    : new FrameWriter(
                            CompressionMethod.valueOf(compression.method().name()),
                            compression.level(),
                            compression.maximumBufferBytes(),
                            allocator);
        }
        return compressor;
    }

    private boolean isSlow() {
        return session.options().compression().method() != Compression.Method.LZ4;
    }

    private boolean isGzip() {
        return session.options().compression().method() == Compression.Method.GZIP;
    }

    private static boolean isInBody(String sql) {
        return sql.length() > LONGEST_TARGET / 3;
    }

    private static int length(List<Parameter> parameters) {
        int length = 0;
        for (Parameter parameter : parameters) {
            length += parameter.name().length() + 3 * parameter.text().length();
        }
        return length;
    }

    /** Whether {@code sql} changes the current database, which holds for what follows in a session. */
    static boolean changesDatabase(String sql) {
        return StatementKind.firstWord(sql).equals("USE");
    }
}
