package io.peristyle.options;

import static io.peristyle.options.OptionText.duration;
import static io.peristyle.options.OptionText.flag;

import java.util.List;

/** The names of what is said of HTTP, and of what stands between client and server. */
final class HttpOptionNames {
    static final List<Option> OPTIONS = List.of(
            Option.of(
                    "access_token",
                    "none",
                    "token in place of user and password; HTTP only",
                    (b, n, v) -> b.accessToken(() -> v),
                    "bearer_token"),
            Option.of(
                    "http_path",
                    "/",
                    "where a gateway has the server; HTTP only",
                    (b, n, v) -> b.http(b.http.withPath(v))),
            Option.of(
                    "http_headers",
                    "none",
                    "sent with each request, `X-A:1,X-B:2`; HTTP only",
                    (b, n, v) -> b.http(b.http.withHeaders(OptionWords.headers(n, v)))),
            Option.of(
                    "session_timeout",
                    "60s",
                    "unused sessions on the server; HTTP only",
                    (b, n, v) -> b.http(b.http.withSessionTimeout(duration(n, v)))),
            Option.of(
                    "kill_on_cancel",
                    "false",
                    "ends cancelled queries by KILL QUERY; HTTP only",
                    (b, n, v) -> b.http(b.http.withKillOnCancel(flag(n, v)))),
            Option.of(
                    "http_proxy",
                    "none",
                    "proxy with CONNECT, `http://user:password@host:3128`",
                    (b, n, v) -> b.proxy(HttpProxy.parse(v))));

    private HttpOptionNames() {}
}
