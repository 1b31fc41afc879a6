package io.peristyle.query;

/**
 * The W3C trace context that a query runs in; the server attaches its own spans to it.
 *
 * @param traceIdHigh the first half of the 128-bit trace id
 * @param traceIdLow the second half of the 128-bit trace id
 * @param spanId the caller's span
 * @param state the {@code tracestate} header; may be empty
 * @param flags the W3C flags; 1 means sampled
 */
public record TraceContext(long traceIdHigh, long traceIdLow, long spanId, String state, byte flags) {}
