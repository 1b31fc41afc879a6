package io.peristyle.transport.http;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a server keeps a connection after an answer.
 *
 * @param nanos how long this client keeps it, which is somewhat less; {@link Long#MAX_VALUE} if the server does not say; 0:
 *     it is not kept
 */
record KeepAlive(long nanos) {
    private static final Pattern TIMEOUT = Pattern.compile("timeout=(\\d{1,9})");
    private static final Pattern REQUESTS_LEFT = Pattern.compile("max=(\\d{1,9})");
    private static final long LEAST_MARGIN_NANOS = TimeUnit.SECONDS.toNanos(1);

    static KeepAlive of(HttpResponse answer) {
        HttpHeaders headers = answer.headers();
        if (!HttpUtil.isKeepAlive(answer)) {
            return new KeepAlive(0);
        }
        String text = headers.get("Keep-Alive", "");
        Matcher left = REQUESTS_LEFT.matcher(text);
        if (left.find() && Long.parseLong(left.group(1)) == 0) {
            return new KeepAlive(0);
        }
        Matcher timeout = TIMEOUT.matcher(text);
        if (!timeout.find()) {
            return new KeepAlive(Long.MAX_VALUE);
        }
        long whole = TimeUnit.SECONDS.toNanos(Long.parseLong(timeout.group(1)));
        return new KeepAlive(Math.max(0, whole - Math.max(LEAST_MARGIN_NANOS, whole / 5)));
    }
}
