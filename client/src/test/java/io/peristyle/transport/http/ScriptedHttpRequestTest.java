package io.peristyle.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.peristyle.client.ClickHouse;
import io.peristyle.client.Session;
import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ConfigurationException;
import io.peristyle.options.ClientOptionsBuilder;
import io.peristyle.options.HttpProxy;
import io.peristyle.options.Protocol;
import io.peristyle.testkit.ScriptedServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a request says besides its statement, and which way it goes. */
final class ScriptedHttpRequestTest {
    private static final String MODERN = "26.7.1.1";
    private static final String ONE = HttpScript.chunked("", HttpScript.numbers(1));

    @Test
    void goToThePathOfAGatewayWithItsHeaders() {
        try (ScriptedServer server = HttpScript.server(MODERN, ONE);
                ClickHouse db = ClickHouse.connect(HttpScript.url(server)
                        + "&http_path=/click%2520house&http_headers=X-Tenant:blue,X-Region: north")) {
            assertOne(db);

            assertThat(HttpScript.sent(server).split("X-Tenant: blue\r\n", -1)).hasSize(3);
            assertThat(HttpScript.sent(server)).contains("X-Region: north\r\n").contains("POST /click%20house?");
        }
    }

    @Test
    void nameRolesInTheirTarget() {
        try (ScriptedServer server = HttpScript.server(MODERN, ONE);
                ClickHouse db = ClickHouse.connect(HttpScript.url(server))) {
            assertThat(db.query("SELECT n")
                            .roles("reader", "wr iter")
                            .value(Integer.class)
                            .join())
                    .isEqualTo(1);

            assertThat(HttpScript.sent(server)).contains("&role=reader&role=wr%20iter");
        }
    }

    /** As an argument it is taken for a second login by servers before 24, beside the one in the headers. */
    @Test
    void carryAQuotaKeyAsAHeader() {
        try (ScriptedServer server = HttpScript.server(MODERN, ONE);
                ClickHouse db = ClickHouse.connect(HttpScript.url(server) + "&quota_key=tenant")) {
            assertOne(db);

            assertThat(HttpScript.sent(server))
                    .contains("X-ClickHouse-Quota: tenant")
                    .doesNotContain("quota_key");
        }
    }

    @Test
    void ofASessionSayHowLongTheServerShallKeepIt() {
        try (ScriptedServer server = HttpScript.server(MODERN, ONE);
                ClickHouse db = ClickHouse.connect(HttpScript.url(server) + "&session_timeout=5m");
                Session session = db.session().join()) {
            assertThat(session.query("SELECT n").value(Integer.class).join()).isEqualTo(1);

            assertThat(HttpScript.sent(server)).containsPattern("session_id=[0-9a-f-]{36}&session_timeout=300");
        }
    }

    @Test
    void carryATokenInPlaceOfAUserAndAskForItEachTime() {
        AtomicInteger asked = new AtomicInteger();
        try (ScriptedServer server = HttpScript.server(MODERN, ONE, ONE);
                ClickHouse db = ClickHouse.connect(over(server)
                        .accessToken(() -> "t" + asked.incrementAndGet())
                        .build())) {
            assertOne(db);
            assertOne(db);

            assertThat(HttpScript.sent(server).lines().filter(line -> line.startsWith("authorization: ")))
                    .containsExactly(
                            "authorization: Bearer t1", "authorization: Bearer t2", "authorization: Bearer t3");
            assertThat(HttpScript.sent(server)).doesNotContain("X-ClickHouse-User");
        }
    }

    @Test
    void failIfTheSupplierOfTheTokenFails() {
        AtomicInteger asked = new AtomicInteger();
        try (ScriptedServer server = HttpScript.server(MODERN, ONE);
                ClickHouse db = ClickHouse.connect(over(server)
                        .accessToken(() -> {
                            if (asked.incrementAndGet() == 2) {
                                throw new IllegalStateException("no token today");
                            }
                            return "t";
                        })
                        .build())) {
            Throwable failure = catchThrowable(() -> assertOne(db));

            assertThat(failure).hasCauseInstanceOf(ConfigurationException.class).hasMessageContaining("access token");
            assertOne(db);
        }
    }

    @Test
    void goThroughAProxyThatLooksUpTheServersName() {
        try (ScriptedServer proxy = HttpScript.proxy(MODERN, ONE);
                ClickHouse db =
                        ClickHouse.connect("http://no-such-host.invalid:8123?compress=none&http_proxy=http://me:p%40ss@"
                                + proxy.host() + ":" + proxy.port())) {
            assertOne(db);

            assertThat(HttpScript.sent(proxy))
                    .startsWith("CONNECT no-such-host.invalid:8123 HTTP/1.1\r\nHost: no-such-host.invalid:8123\r\n"
                            + "Proxy-Authorization: Basic bWU6cEBzcw==\r\n\r\nPOST /?");
        }
    }

    @Test
    void sayWhyAProxyRefusesThem() {
        try (ScriptedServer proxy = ScriptedServer.playing(peer -> {
                    peer.readUntilIdle(Duration.ofMillis(50));
                    peer.send("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
                });
                ClickHouse db = ClickHouse.connect("http://db:8123?acquire_timeout=300ms&http_proxy=http://me:secret@"
                        + proxy.host() + ":" + proxy.port())) {
            Throwable failure = catchThrowable(() -> assertOne(db));

            assertThat(failure)
                    .hasStackTraceContaining(
                            "407 Proxy Authentication Required; user and password are said in http_proxy")
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void sayThatAProxyCannotBeReached() {
        try (ClickHouse db =
                ClickHouse.connect("http://db:8123?acquire_timeout=300ms&dial_timeout=200ms&http_proxy=127.0.0.1:1")) {
            assertThat(catchThrowable(() -> assertOne(db)))
                    .hasStackTraceContaining("the proxy 127.0.0.1:1 could not be reached")
                    .hasRootCauseInstanceOf(Exception.class);
        }
    }

    @Test
    void doNotWaitForAProxyThatIsSilent() {
        try (ScriptedServer proxy = ScriptedServer.playing(peer -> peer.staySilent());
                ClickHouse db = ClickHouse.connect(ClickHouse.builder()
                        .url("http://db:8123?acquire_timeout=2s&dial_timeout=100ms&retries=0")
                        .proxy(new HttpProxy(new Endpoint(proxy.host(), proxy.port())))
                        .build())) {
            assertThat(catchThrowable(() -> assertOne(db))).hasStackTraceContaining("did not open a tunnel");
        }
    }

    private static ClientOptionsBuilder over(ScriptedServer server) {
        return ClickHouse.builder().url(HttpScript.url(server)).protocol(Protocol.HTTP);
    }

    private static void assertOne(ClickHouse db) {
        assertThat(db.query("SELECT n").value(Integer.class).join()).isEqualTo(1);
    }
}
