package io.peristyle.pdfscan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.endpoint.Endpoint;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceSettingsTest {
    @TempDir
    private Path spool;

    @Test
    void keepsEverythingInMemoryUnlessToldOtherwise() {
        ServiceSettings settings = settings(Map.of());

        assertThat(settings.store().backend()).isEqualTo(StoreSettings.BackendKind.MEMORY);
        assertThat(settings.web()).isEqualTo(new WebSettings("127.0.0.1", 8080, 10 * 1024 * 1024, Set.of()));
    }

    @Test
    void hasDefaultsForTheWholeConnection() {
        ServiceSettings settings = settings(Map.of("PDF_SCAN_BACKEND", "clickhouse"));

        assertThat(settings.store().database()).isEqualTo("pdf_scan");
        assertThat(settings.store().clientOptions().endpoints()).containsExactly(new Endpoint("localhost", 9000));
        assertThat(settings.store().clientOptions().connection().credentials().username())
                .isEqualTo("pdf_user");
        assertThat(settings.store()
                        .clientOptions()
                        .connection()
                        .credentials()
                        .password()
                        .get())
                .isEqualTo("pdf_password");
        assertThat(settings.store().clientOptions().connection().database()).isEmpty();
        assertThat(settings.store().clientOptions().pool().size().minimumIdle()).isEqualTo(5);
        assertThat(settings.store().clientOptions().pool().size().maximum()).isEqualTo(20);
    }

    @Test
    void theStoreAloneNeedsNeitherSpoolNorAddress() {
        StoreSettings settings = StoreSettings.from(
                Map.of("PDF_SCAN_BACKEND", "clickhouse", "PDF_SCAN_SPOOL", "/proc/none", "APP_HOST", "192.0.2.1"));

        assertThat(settings.database()).isEqualTo("pdf_scan");
    }

    @Test
    void takesWhatTheVariablesSay() {
        ServiceSettings settings = settings(Map.of(
                "PDF_SCAN_BACKEND", "ClickHouse",
                "CLICKHOUSE_HOST", "ch1",
                "CLICKHOUSE_PORT", "9001",
                "CLICKHOUSE_USER", "scanner",
                "CLICKHOUSE_PASSWORD", "secret",
                "CLICKHOUSE_DB", "compliance",
                "CLICKHOUSE_POOL_MIN", "1",
                "CLICKHOUSE_POOL_MAX", "3",
                "MAX_UPLOAD_MB", "25",
                "APP_PORT", "0"));

        assertThat(settings.store().database()).isEqualTo("compliance");
        assertThat(settings.store().clientOptions().endpoints()).containsExactly(new Endpoint("ch1", 9001));
        assertThat(settings.store().clientOptions().connection().credentials().username())
                .isEqualTo("scanner");
        assertThat(settings.store().clientOptions().pool().size().maximum()).isEqualTo(3);
        assertThat(settings.web().maximumUploadBytes()).isEqualTo(25L * 1024 * 1024);
        assertThat(settings.web().port()).isZero();
    }

    @Test
    void encryptsWhereTheVariablesSaySo() {
        ServiceSettings settings = settings(
                Map.of("PDF_SCAN_BACKEND", "clickhouse", "CLICKHOUSE_URL", "clickhouses://ch1:9440/compliance"));

        assertThat(settings.store().clientOptions().connection().tls().isEnabled())
                .isTrue();
        assertThat(settings.store().clientOptions().connection().database()).isEmpty();
        assertThat(settings.store().database()).isEqualTo("compliance");
    }

    @Test
    void takesSeveralHosts() {
        ServiceSettings settings = settings(Map.of(
                "PDF_SCAN_BACKEND", "clickhouse", "CLICKHOUSE_HOST", "ch1, ch2:9009", "CLICKHOUSE_PORT", "9001"));

        assertThat(settings.store().clientOptions().endpoints())
                .containsExactly(new Endpoint("ch1", 9001), new Endpoint("ch2", 9009));
    }

    @Test
    void asksServersWithoutAPortAtTheOneForTls() {
        ServiceSettings settings = settings(Map.of(
                "PDF_SCAN_BACKEND", "clickhouse", "CLICKHOUSE_HOST", "ch1,ch2:9009", "CLICKHOUSE_SECURE", "true"));

        assertThat(settings.store().clientOptions().endpoints())
                .containsExactly(new Endpoint("ch1", 9440), new Endpoint("ch2", 9009));
    }

    @Test
    void takesTheHostsThatItMayBeCalled() {
        assertThat(settings(Map.of("PDF_SCAN_ALLOWED_HOSTS", "Scan.example, 127.0.0.1,[::1]"))
                        .web()
                        .allowedHosts())
                .containsExactlyInAnyOrder("scan.example", "127.0.0.1", "[::1]");
    }

    @ParameterizedTest
    @CsvSource({
        "PDF_SCAN_ALLOWED_HOSTS, scan.example:8080, without a port",
        "PDF_SCAN_BACKEND, postgres, memory or clickhouse",
        "APP_PORT, 80800, from 0 to 65535",
        "APP_HOST, 192.0.2.1, no address of this machine",
        "MAX_UPLOAD_MB, 10MB, whole number",
        "CLICKHOUSE_PORT, nine, CLICKHOUSE_PORT",
        "CLICKHOUSE_POOL_MAX, 0, from 1",
        "CLICKHOUSE_POOL_MIN, 50, CLICKHOUSE_POOL_MAX",
        "CLICKHOUSE_DB, pdf-scan; DROP, letters",
        "PDF_SCAN_TIMEOUT_SECONDS, 0, from 1",
        "PDF_SCAN_SPOOL, /proc/no/such, directory",
    })
    void namesTheVariableAndTheRemedyOfAWrongValue(String variable, String value, String remedy) {
        Map<String, String> variables = new HashMap<>(Map.of(variable, value));
        variables.putIfAbsent("PDF_SCAN_BACKEND", "clickhouse");

        assertThatThrownBy(() -> settings(variables))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining(variable)
                .hasMessageContaining(remedy);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, 127.0.0.1", "0.0.0.0, 127.0.0.1", "::, 127.0.0.1", "localhost, localhost"})
    void isAskedForItsHealthWhereItListens(String host, String reachedBy) {
        assertThat(settings(Map.of("APP_HOST", host)).web().reachableHost()).isEqualTo(reachedBy);
    }

    private ServiceSettings settings(Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(variables);
        all.putIfAbsent("PDF_SCAN_SPOOL", spool.toString());
        return ServiceSettings.from(all);
    }
}
