package io.peristyle.options;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.endpoint.Endpoint;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ports of servers that are named without one. */
class NamedServersTest {
    @ParameterizedTest
    @CsvSource({
        "clickhouses://h, h:9440, STRICT",
        "https://h, h:8443, STRICT",
        "clickhouse://h?secure=true, h:9440, STRICT",
        "http://h?ssl_mode=verify_ca, h:8443, VERIFY_CA",
        "clickhouses://h:1?ssl_mode=insecure_trust_all, h:1, INSECURE_TRUST_ALL",
        "clickhouses://, localhost:9440, STRICT",
        "clickhouse://h?sslmode=verify_ca, h:9440, VERIFY_CA",
        "clickhouse://h, h:9000, DISABLED"
    })
    void anEncryptedSchemeOrOptionMeansTheEncryptedPort(String url, String endpoint, SslMode mode) {
        ClientOptions options = ClientOptions.parse(url);

        assertThat(options.cluster().endpoints().get(0).endpoint()).hasToString(endpoint);
        assertThat(options.connection().tls().mode()).isEqualTo(mode);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HOST=h SECURE=true                              | h:9440",
                "ENDPOINTS=h,g:9001 SSL_MODE=verify_ca           | h:9440 g:9001",
                "HOST=h ALT_HOSTS=g SECURE=true                  | h:9440 g:9440",
                "SECURE=true                                     | localhost:9440",
                "URL=clickhouse://h,g:1/d SECURE=true            | h:9440 g:1",
                "URL=http://h SECURE=true                        | h:8443",
                "URL=clickhouse://h PORT=9001 SECURE=true        | h:9001",
                "CONNECTION_STRINGS=http://h,clickhouse://g SECURE=true | h:8443 g:9440",
                "URL=clickhouses://h SSL_MODE=disabled           | h:9000"
            })
    void aServerWithoutAPortIsAskedAtTheUsualOneOfWhatIsSpokenInTheEnd(String variables, String endpoints) {
        Map<String, String> environment = Arrays.stream(variables.split(" "))
                .map(variable -> variable.split("=", 2))
                .collect(Collectors.toMap(pair -> "CLICKHOUSE_" + pair[0], pair -> pair[1]));

        assertThat(ClientOptions.fromEnvironment(environment).endpoints().stream()
                        .map(Endpoint::toString))
                .containsExactly(endpoints.split(" "));
    }

    @Test
    void theServersOfAUrlTakeThePlaceOfAllThatWereNamedBefore() {
        ClientOptions options = ClientOptions.builder()
                .environment(Map.of(
                        "CLICKHOUSE_HOST", "prod1",
                        "CLICKHOUSE_ALT_HOSTS", "prod2,prod3",
                        "CLICKHOUSE_WEIGHTS", "1,2,3",
                        "CLICKHOUSE_DISCOVER", "prod",
                        "CLICKHOUSE_DATABASE", "shop"))
                .url("clickhouse://localhost:9001?alt_hosts=other:9002")
                .build();

        assertThat(options.endpoints().stream().map(Endpoint::toString))
                .containsExactly("localhost:9001", "other:9002");
        assertThat(options.cluster().discover()).isNull();
        assertThat(options.connection().database()).isEqualTo("shop");
        assertThat(ClientOptions.builder()
                        .environment(Map.of("CLICKHOUSE_HOST", "h", "CLICKHOUSE_ALT_HOSTS", "g"))
                        .url("clickhouse:///shop")
                        .build()
                        .endpoints())
                .as("a URL without servers says nothing of them")
                .hasSize(2);
    }

    @Test
    void aVariableMayNameASettingOfTheServer() {
        ClientOptions options = ClientOptions.fromEnvironment(
                Map.of("CLICKHOUSE_SETTING_MAX_THREADS", "4", "CLICKHOUSE_SETTING_", "x"));

        assertThat(options.statements().settings()).singleElement().satisfies(setting -> {
            assertThat(setting.name()).isEqualTo("max_threads");
            assertThat(setting.value()).isEqualTo("4");
        });
    }

    @Test
    void aServerWithoutAPortFollowsTheProtocolAndTlsOfTheBuilder() {
        assertThat(ClientOptions.builder()
                        .protocol(Protocol.HTTP)
                        .tls(TlsOptions.STRICT)
                        .build()
                        .endpoints())
                .containsExactly(new Endpoint("localhost", 8443));
    }
}
