package io.peristyle.pdfscan.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.pdfscan.Api;
import io.peristyle.pdfscan.RunningService;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that was told what it is called: another site's name that stands for its address is none of them. */
class AllowedHostsTest {
    @Test
    void answersUnderTheNamesThatItHasAndToProbes(@TempDir Path spool) {
        try (RunningService service = RunningService.start(Map.of("PDF_SCAN_ALLOWED_HOSTS", "localhost"), spool)) {
            Api api = service.api();
            String asLocalhost = "http://localhost:" + api.base().getPort();

            assertThat(api.get(asLocalhost + "/documents").status()).isEqualTo(200);
            assertThat(api.get(asLocalhost + "/openapi.json").status()).isEqualTo(200);
            Api.Answer refused = api.get("/documents");
            assertThat(refused.status()).isEqualTo(421);
            assertThat(refused.text("code")).isEqualTo("UNKNOWN_HOST");
            assertThat(api.get("/openapi.json").status()).isEqualTo(421);
            assertThat(api.get("/health").status()).isEqualTo(200);
        }
    }
}
