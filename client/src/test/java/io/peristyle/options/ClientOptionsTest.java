package io.peristyle.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.endpoint.WeightedEndpoint;
import io.peristyle.error.ConfigurationException;
import io.peristyle.query.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientOptionsTest {
    @Test
    void takesEveryPartOfAUrl() {
        ClientOptions options =
                ClientOptions.parse("clickhouse://app:s%40cr:et@ch1:9001,ch2,[::1]:9002/shop?max_open_conns=20"
                        + "&compress=zstd&compress_level=3&dial_timeout=500ms&setting.max_threads=4");

        assertThat(options.endpoints())
                .containsExactly(new Endpoint("ch1", 9001), new Endpoint("ch2", 9000), new Endpoint("::1", 9002));
        assertThat(options.connection().database()).isEqualTo("shop");
        assertThat(options.connection().credentials().username()).isEqualTo("app");
        assertThat(options.connection().credentials().password().get()).isEqualTo("s@cr:et");
        assertThat(options.pool().size().maximum()).isEqualTo(20);
        assertThat(options.connection().compression()).isEqualTo(new Compression(Compression.Method.ZSTD, 3, 1 << 20));
        assertThat(options.connection().timeouts().dial()).isEqualTo(Duration.ofMillis(500));
        assertThat(options.statements().settings()).containsExactly(new Setting("max_threads", "4", true));
    }

    @Test
    void hasADefaultForEverythingButTheScheme() {
        ClientOptions options = ClientOptions.parse("clickhouse://");

        assertThat(options.endpoints()).containsExactly(new Endpoint("localhost", 9000));
        assertThat(options.connection()).usingRecursiveComparison().isEqualTo(ConnectionOptions.DEFAULT);
        assertThat(options.pool()).isEqualTo(PoolOptions.DEFAULT);
    }

    @Test
    void takesVariablesInPlaceOfWhatWasSaidBefore() {
        ClientOptions options = ClientOptions.builder()
                .username("pdf_user")
                .minIdle(5)
                .environment(Map.of("CLICKHOUSE_USER", "other", "CLICKHOUSE_HOST", "ch1"))
                .build();

        assertThat(options.connection().credentials().username()).isEqualTo("other");
        assertThat(options.endpoints()).containsExactly(new Endpoint("ch1", 9000));
        assertThat(options.pool().size().minimumIdle()).isEqualTo(5);
    }

    @Test
    void namesEveryOptionThatTheBuilderTakes() {
        assertThat(ClientOptions.optionNames())
                .contains("max_open_conns", "pool_max", "host", "connection_strings")
                .allSatisfy(name -> assertThatThrownBy(
                                () -> ClientOptions.builder().option(name + "_", "1"))
                        .hasMessageContaining("there is no option"))
                .containsSubsequence("endpoints", "host", "port");
    }

    @Test
    void takesTheUrlsOfOtherDrivers() {
        assertThat(ClientOptions.parse("jdbc:clickhouse://h:1/d").endpoints()).containsExactly(new Endpoint("h", 1));
        assertThat(ClientOptions.parse("jdbc:ch:ch://h:1/d").connection().database())
                .isEqualTo("d");
    }

    @Test
    void aHostWithALineBreakIsNone() {
        assertThatThrownBy(() -> ClientOptions.builder().endpoint("h\r\nX-Injected: 1", 9000))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("control character");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "clickhouse://app:s3c?ret@db:9000/shop",
                "clickhouse://app:s3cret",
                "clickhouse://app:s3cret@h:port",
                "clickhouse://app:s3c:s3cret/shop"
            })
    void whatIsWrongIsSaidWithoutThePassword(String url) {
        assertThatThrownBy(() -> ClientOptions.parse(url))
                .isInstanceOf(ConfigurationException.class)
                .satisfies(
                        failure -> assertThat(Throwables.getStackTrace(failure)).doesNotContain("s3c", "ret@"));
    }

    @ParameterizedTest
    @CsvSource({
        "max_open_con=5, max_open_conns",
        "colse_grace=5s, close_grace",
        "pasword=x, password",
        "max_threads=4, setting.max_threads"
    })
    void namesTheNearestOptionForAnUnknownOne(String pair, String nearest) {
        assertThatThrownBy(() -> ClientOptions.parse("clickhouse://h?" + pair))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(nearest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "h:9000",
                "clikhouse://h",
                "clickhouse://h:0",
                "clickhouse://h:99999",
                "clickhouse://h:x",
                "clickhouse://a:1:2",
                "clickhouse://,",
                "clickhouse://h?max_open_conns",
                "clickhouse://h?max_open_conns=0",
                "clickhouse://h?max_open_conns=many",
                "clickhouse://h?dial_timeout=10",
                "clickhouse://h?dial_timeout=-1s",
                "clickhouse://h?compress=lzma",
                "clickhouse://h?max_frame_bytes=3GiB",
                "clickhouse://h/db%zz",
                "clickhouse://h?conn_max_lifetime=0s",
                "clickhouse://h?health_check_period=0s",
                "clickhouse://h?load_balancing=fastest",
                "clickhouse://h?start=wait",
                "clickhouse://h?start=wait:0",
                "clickhouse://h?retry_budget=200%",
                "clickhouse://h?retry_budget=some",
                "clickhouse://h?retry_backoff=2",
                "clickhouse://h?weights=0",
                "clickhouse://h?weights=a",
                "clickhouse://h?retries=-1",
                "clickhouse://h?read_timeout=0s",
                "clickhouse://h?ssl_mode=verify_ca&secure=false",
                "clickhouse://h?secure=false&ssl_mode=verify_ca",
                "https://h?secure=false",
                "https://h?ssl_mode=disabled",
                "clickhouses://h?sslmode=disabled",
                "clickhouse://h?ssl_mode=skip_verify",
                "clickhouse://h?skip_verify=true",
                "clickhouse://h?ssl_root_cert=ca.pem",
                "clickhouses://h?ssl_cert=c.pem",
                "clickhouses://h?trust_store_password=p",
                "clickhouses://h?ssl_root_cert=ca.pem&trust_store=t.p12",
                "clickhouses://h?ssl_provider=gnutls"
            })
    void refusesWhatIsMalformed(String url) {
        assertThatThrownBy(() -> ClientOptions.parse(url)).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void takesTheProtocolAndItsPortFromTheScheme() {
        ClientOptions http = ClientOptions.parse("http://u@a,b:1/db");

        assertThat(http.connection().protocol()).isEqualTo(Protocol.HTTP);
        assertThat(http.endpoints()).isEqualTo(List.of(new Endpoint("a", 8123), new Endpoint("b", 1)));
        assertThat(http.connection().database()).isEqualTo("db");
        assertThat(ClientOptions.parse("http:///db").endpoints()).isEqualTo(List.of(new Endpoint("localhost", 8123)));
        assertThat(ClientOptions.parse("clickhouse://a").connection().protocol())
                .isEqualTo(Protocol.NATIVE);
    }

    @Test
    void neverRepeatsThePassword() {
        ClientOptions options = ClientOptions.parse("clickhouse://u:hunter2@h");

        assertThat(options.toString()).doesNotContain("hunter2");
        assertThatThrownBy(() -> ClientOptions.parse("clickhouse://u:hunter2%@h"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> ClientOptions.parse("clickhose://u:hunter2@h"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void readsTheEnvironmentWithVariablesOverTheUrl(@TempDir Path directory) throws Exception {
        Path secret = Files.writeString(directory.resolve("secret"), "hunter2\n");

        ClientOptions options = ClientOptions.fromEnvironment(Map.of(
                "CLICKHOUSE_URL", "clickhouse://u@h:1/a?max_open_conns=5",
                "CLICKHOUSE_DB", "b",
                "CLICKHOUSE_PASSWORD_FILE", secret.toString(),
                "CLICKHOUSE_POOL_MAX", "7",
                "CLICKHOUSE_PORT", "tcp://10.0.0.1:9000",
                "CLICKHOUSE_SOMETHING_ELSE", "x"));

        assertThat(options.endpoints()).isEqualTo(List.of(new Endpoint("h", 1)));
        assertThat(options.connection().database()).isEqualTo("b");
        assertThat(options.connection().credentials().password().get()).isEqualTo("hunter2");
        assertThat(options.pool().size().maximum()).isEqualTo(7);
    }

    @Test
    void takesEachListedOptionByItsNameAndAliases() {
        for (Option option : OptionTable.OPTIONS) {
            assertThat(OptionTable.contains(option.name())).isTrue();
            assertThat(option.aliases()).allMatch(OptionTable::contains);
            assertThat(option.meaning()).isNotBlank();
        }
    }

    @Test
    void takesEveryOptionOfSeveralServers() {
        ClientOptions options = ClientOptions.parse("clickhouse://a,b:9001/d?weights=3,1&load_balancing=round_robin"
                + "&max_open_conns=30&max_conns_per_endpoint=20&max_overflow=5&min_idle=4&max_idle_conns=10"
                + "&leak_detection_threshold=60s&start=wait:2&health_check_period=10s&failure_threshold=5"
                + "&endpoint_cooldown=2s&reconnect_min=100ms&reconnect_max=20s&discover=prod&retries=3"
                + "&retry_backoff=10ms..1s&retry_budget=20%25&replicated_tables=t,d.u");

        assertThat(options.cluster().endpoints())
                .containsExactly(
                        new WeightedEndpoint(new Endpoint("a", 9000), 3),
                        new WeightedEndpoint(new Endpoint("b", 9001), 1));
        assertThat(options.cluster().balancing()).hasToString("round_robin");
        assertThat(options.cluster().discover()).isEqualTo("prod");
        assertThat(options.cluster().health())
                .isEqualTo(new HealthOptions(
                        Duration.ofSeconds(10),
                        5,
                        Duration.ofSeconds(2),
                        Duration.ofMillis(100),
                        Duration.ofSeconds(20)));
        assertThat(options.pool().size()).isEqualTo(new PoolSize(4, 30, 5, 20, 10, 1_000));
        assertThat(options.pool().timeouts().leakDetectionThreshold()).isEqualTo(Duration.ofSeconds(60));
        assertThat(options.pool().start()).isEqualTo(Start.waitFor(2));
        assertThat(options.retry())
                .isEqualTo(new RetryOptions(3, Duration.ofMillis(10), Duration.ofSeconds(1), 20, Set.of("t", "d.u")));
    }

    @Test
    void takesTheSameByBuilder() {
        ClientOptions options = ClientOptions.builder()
                .endpoints(List.of(new Endpoint("a", 9000), new Endpoint("b", 9001)))
                .weights(3, 1)
                .loadBalancing(Balancing.inOrder())
                .poolSize(PoolSize.LARGE)
                .maxConnsPerEndpoint(20)
                .maxOverflow(5)
                .maxIdleConns(12)
                .leakDetectionThreshold(Duration.ofSeconds(60))
                .start(Start.FAIL_FAST)
                .healthCheckPeriod(Duration.ofSeconds(10))
                .failureThreshold(5)
                .endpointCooldown(Duration.ofSeconds(2))
                .reconnect(Duration.ofMillis(100), Duration.ofSeconds(20))
                .retries(0)
                .discover("prod")
                .build();

        assertThat(options.cluster().endpoints())
                .extracting(WeightedEndpoint::weight)
                .containsExactly(3, 1);
        assertThat(options.cluster().balancing()).hasToString("in_order");
        assertThat(options.pool().size()).isEqualTo(new PoolSize(10, 50, 5, 20, 12, 1_000));
        assertThat(options.pool().start()).isEqualTo(Start.FAIL_FAST);
        assertThat(options.cluster().health().failureThreshold()).isEqualTo(5);
        assertThat(options.cluster().health().maximumPause()).isEqualTo(Duration.ofSeconds(20));
        assertThat(options.retry().retries()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "connection_open_strategy=in_order, in_order",
        "load_balancing_policy=firstAlive, in_order",
        "load_balancing_policy=roundRobin, round_robin",
        "load_balancing=RANDOM, random",
        "load_balancing=least-loaded, least_loaded"
    })
    void takesThePolicyNamesOfOtherDrivers(String pair, String policy) {
        assertThat(ClientOptions.parse("clickhouse://h?" + pair).cluster().balancing())
                .hasToString(policy);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "min_idle=30&max_open_conns=20 | min_idle 30 is more than max_open_conns 20",
                "max_conns_per_endpoint=11 | max_conns_per_endpoint 11 is more than max_open_conns 10",
                "max_idle_conns=11 | max_idle_conns 11 is more than max_open_conns 10",
                "min_idle=5&max_idle_conns=4 | min_idle 5 is more than max_idle_conns 4",
                "start=wait:11 | start wait:11 is more than max_open_conns 10",
                "reconnect_min=20s | reconnect_min 20s is more than reconnect_max 15s",
                "endpoint_cooldown=1500ms&reconnect_max=1s | endpoint_cooldown 1500ms is more than reconnect_max 1s",
                "retry_backoff=2s..1s | the first pause of retry_backoff, 2s is more than its second, 1s",
                "weights=1,2 | weights has 2 shares for 1 servers",
                "alt_hosts=h | endpoints names h:9000 twice"
            })
    void namesBothOptionsThatContradictEachOther(String pairs, String message) {
        assertThatThrownBy(() -> ClientOptions.parse("clickhouse://h?" + pairs))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CLICKHOUSE_URLS", "CLICKHOUSE_CONNECTION_STRINGS"})
    void variablesOfTheirOwnWinOverSeveralUrlsToo(String variable) {
        ClientOptions options = ClientOptions.fromEnvironment(Map.of(
                variable,
                "clickhouse://u:p@a/d?compress=none,clickhouse://u:p@b/d?compress=none",
                "CLICKHOUSE_COMPRESS",
                "lz4hc",
                "CLICKHOUSE_DATABASE",
                "e",
                "CLICKHOUSE_PASSWORD",
                "q",
                "CLICKHOUSE_USER",
                "v"));

        assertThat(options.endpoints()).containsExactly(new Endpoint("a", 9000), new Endpoint("b", 9000));
        assertThat(options.connection().database()).isEqualTo("e");
        assertThat(options.connection().credentials().username()).isEqualTo("v");
        assertThat(options.connection().credentials().password().get()).isEqualTo("q");
        assertThat(options.connection().compression().method()).isEqualTo(Compression.Method.LZ4HC);
    }

    @Test
    void takesOptionsInAnyOrderEvenIfTheyContradictEachOtherHalfWay() {
        assertThat(ClientOptions.parse("clickhouse://h?min_idle=30&max_open_conns=50")
                        .pool()
                        .size()
                        .minimumIdle())
                .isEqualTo(30);
    }

    @Test
    void joinsTheServersOfSeveralUrls() {
        String strings = "clickhouse://u:p@a:1,b:2/d?retries=1, clickhouse://u:p@c/d?retries=1";

        ClientOptions options =
                ClientOptions.builder().option("connection_strings", strings).build();

        assertThat(options.endpoints())
                .containsExactly(new Endpoint("a", 1), new Endpoint("b", 2), new Endpoint("c", 9000));
        assertThat(options.connection().database()).isEqualTo("d");
        assertThat(options.retry().retries()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "clickhouse://u:p@b/e, database",
        "clickhouse://v:p@b/d, username",
        "clickhouse://u:hunter2@b/d, password",
        "clickhouse://u:p@b/d?retries=1, retries"
    })
    void saysWhatSeveralUrlsDifferInButNoPassword(String second, String difference) {
        assertThatThrownBy(() -> ClientOptions.builder().urls(List.of("clickhouse://u:p@a/d", second)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("differ in " + difference + ";")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void takesTheFurtherHostsOfOtherDriversWhateverTheOrder() {
        Map<String, String> environment = Map.of("CLICKHOUSE_ALT_HOSTS", "b:9001,c", "CLICKHOUSE_HOST", "a");

        assertThat(ClientOptions.fromEnvironment(environment).endpoints())
                .containsExactly(new Endpoint("a", 9000), new Endpoint("b", 9001), new Endpoint("c", 9000));
    }

    @Test
    void theUrlMayComeFromAFile(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("url"), "clickhouses://app:secret@ch.example\n");

        ClientOptions options = ClientOptions.fromEnvironment(Map.of("CLICKHOUSE_URL_FILE", file.toString()));

        assertThat(options.cluster().endpoints().get(0).endpoint()).hasToString("ch.example:9440");
        assertThatThrownBy(() -> ClientOptions.fromEnvironment(
                        Map.of("CLICKHOUSE_URL_FILE", file.toString(), "CLICKHOUSE_URL", "clickhouse://ch")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("name one");
        assertThatThrownBy(() -> ClientOptions.fromEnvironment(Map.of("CLICKHOUSE_URL_FILE", file + ".none")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("CLICKHOUSE_URL_FILE names a file that cannot be read");
    }

    @Test
    void aPasswordOfDigitsInThePlaceOfThePortIsNotRepeated() {
        assertThatThrownBy(() -> ClientOptions.parse("clickhouse://app:20241231"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("the port of app")
                .hasMessageNotContaining("20241231");
    }
}
