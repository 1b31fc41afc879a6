package io.peristyle.pdfscan;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.pdfscan.scan.Corpus;
import io.peristyle.testkit.OnServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

@OnServer
final class ClickHouseServiceIT extends ServiceContract {
    private final ClickHouseServer server;

    ClickHouseServiceIT(ClickHouseServer server) {
        this.server = server;
    }

    @Override
    Map<String, String> variables() {
        return RunningService.onClickHouse(server);
    }

    @Test
    void storesNothingOfWhatItFinds() {
        Api api = api();
        String id = api.upload(Corpus.file("pdfbox-1")).text("document_id");
        assertThat(api.scanned(id).get("findings").size()).isEqualTo(2);

        for (String table : new String[] {"documents", "findings", "operations"}) {
            assertThat(server.http("SELECT * FROM pdf_scan_service." + table))
                    .doesNotContain("321-54-9876")
                    .doesNotContain("jane@example.org");
        }
    }
}
