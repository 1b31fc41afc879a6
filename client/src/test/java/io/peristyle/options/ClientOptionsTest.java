package io.peristyle.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ConfigurationException;
import io.peristyle.query.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
        assertThat(options.pool().maximumSize()).isEqualTo(20);
        assertThat(options.connection().compression()).isEqualTo(new Compression(Compression.Method.ZSTD, 3, 1 << 20));
        assertThat(options.connection().timeouts().dial()).isEqualTo(Duration.ofMillis(500));
        assertThat(options.settings()).containsExactly(new Setting("max_threads", "4", true));
    }

    @Test
    void hasADefaultForEverythingButTheScheme() {
        ClientOptions options = ClientOptions.parse("clickhouse://");

        assertThat(options.endpoints()).containsExactly(new Endpoint("localhost", 9000));
        assertThat(options.connection()).usingRecursiveComparison().isEqualTo(ConnectionOptions.DEFAULT);
        assertThat(options.pool()).isEqualTo(PoolOptions.DEFAULT);
    }

    @Test
    void takesTheUrlsOfOtherDrivers() {
        assertThat(ClientOptions.parse("jdbc:clickhouse://h:1/d").endpoints()).containsExactly(new Endpoint("h", 1));
        assertThat(ClientOptions.parse("jdbc:ch:ch://h:1/d").connection().database())
                .isEqualTo("d");
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
                "clickhouse://h?min_idle=30&max_open_conns=20",
                "https://h",
                "clickhouses://h"
            })
    void refusesWhatIsMalformed(String url) {
        assertThatThrownBy(() -> ClientOptions.parse(url)).isInstanceOf(ConfigurationException.class);
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
        assertThat(options.pool().maximumSize()).isEqualTo(7);
    }

    @Test
    void takesEachListedOptionByItsNameAndAliases() {
        for (OptionTable.Option option : OptionTable.OPTIONS) {
            assertThat(OptionTable.contains(option.name())).isTrue();
            assertThat(option.aliases()).allMatch(OptionTable::contains);
            assertThat(option.meaning()).isNotBlank();
        }
    }
}
