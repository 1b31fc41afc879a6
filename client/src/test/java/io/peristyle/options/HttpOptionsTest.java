package io.peristyle.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ConfigurationException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpOptionsTest {
    @Test
    void areTakenFromAUrl() {
        ConnectionOptions options = ClientOptions.parse("http://h?http_path=gate/ch&http_headers=X-A:1, x-b : two:2"
                        + "&session_timeout=2m&kill_on_cancel=true&access_token=abc&http_proxy=http://u:p%3A@proxy")
                .connection();

        assertThat(options.http().path()).isEqualTo("/gate/ch");
        assertThat(options.http().headers())
                .containsEntry("X-A", "1")
                .containsEntry("x-b", "two:2")
                .hasSize(2);
        assertThat(options.http().sessionTimeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(options.http().killOnCancel()).isTrue();
        assertThat(options.credentials().token()).isNotNull().returns("abc", Supplier::get);
        assertThat(options.proxy())
                .isNotNull()
                .returns(new Endpoint("proxy", 3128), HttpProxy::endpoint)
                .returns("u", HttpProxy::username)
                .returns("p:", proxy -> proxy.password().get());
    }

    @Test
    void aLevelBelongsToAMethodWhicheverIsNamedFirst() {
        Compression expected = new Compression(Compression.Method.GZIP, 9, 4096);
        for (String options : new String[] {
            "compress=gzip&compress_level=9&max_compression_buffer=4KiB",
            "max_compression_buffer=4KiB&compress_level=9&compress=gzip"
        }) {
            assertThat(ClientOptions.parse("http://h?" + options).connection().compression())
                    .isEqualTo(expected);
        }
    }

    @Test
    void showNoSecret() {
        ConnectionOptions options = ClientOptions.parse(
                        "http://h?http_headers=X-Key:hunter2&access_token=hunter2&http_proxy=u:hunter2@proxy")
                .connection();

        assertThat(options.toString()).contains("X-Key", "u@proxy").doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http_headers=Host:h",
                "http_headers=authorization:Basic",
                "http_headers=X-ClickHouse-Key:k",
                "http_headers=no-colon",
                "http_headers=X y:1",
                "http_headers=X-A:1%0d%0aX-B:2",
                "http_path=/a?b",
                "http_path=/a b",
                "session_timeout=10ms",
                "kill_on_cancel=perhaps",
                "compress_level=10&compress=gzip",
                "http_proxy=socks://h:1"
            })
    void refuseWhatWouldGarbleARequest(String option) {
        assertThatThrownBy(() -> ClientOptions.parse("http://h?" + option))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(option.substring(0, option.indexOf('=')));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http_path=/a",
                "http_headers=X-A:1",
                "session_timeout=61s",
                "kill_on_cancel=true",
                "compress=gzip",
                "access_token=abc"
            })
    void areRefusedWhereTheNativeProtocolIsSpoken(String option) {
        assertThatThrownBy(() -> ClientOptions.parse("clickhouse://h?" + option))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(option.substring(0, option.indexOf('=')))
                .hasMessageContaining("HTTP");
    }

    @Test
    void eachServerSpeaksWhatItsUrlSays() {
        ClientOptions options = ClientOptions.builder()
                .urls(List.of("http://a:8123/db", "clickhouse://b:9000/db"))
                .build();

        Protocol usual = options.connection().protocol();
        assertThat(options.cluster().protocolOf(new Endpoint("a", 8123, "127.0.0.1"), usual))
                .isEqualTo(Protocol.HTTP);
        assertThat(options.cluster().protocolOf(new Endpoint("b", 9000, "127.0.0.1"), usual))
                .isEqualTo(Protocol.NATIVE);
    }

    @Test
    void serversOfOneClientAreEncryptedAllOrNone() {
        assertThatThrownBy(() -> ClientOptions.builder()
                        .urls(List.of("https://a:8443", "clickhouse://b:9000"))
                        .build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("encryption");
    }
}
