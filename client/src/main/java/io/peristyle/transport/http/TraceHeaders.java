package io.peristyle.transport.http;

import io.netty.handler.codec.http.HttpHeaders;
import io.peristyle.query.TraceContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The W3C trace context as it stands in headers. */
final class TraceHeaders {
    private TraceHeaders() {}

    static void add(HttpHeaders headers, @Nullable TraceContext trace) {
        if (trace == null) {
            return;
        }
        headers.set(
                "traceparent",
                String.format(
                        Locale.ROOT,
                        "00-%016x%016x-%016x-%02x",
                        trace.traceIdHigh(),
                        trace.traceIdLow(),
                        trace.spanId(),
                        trace.flags()));
        if (!trace.state().isEmpty()) {
            headers.set("tracestate", trace.state());
        }
    }
}
