package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.error.ConfigurationException;
import io.peristyle.testkit.OnEveryServer;
import io.peristyle.testkit.Transport;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Over HTTP format Native leaves totals and extremes out: who listens for them must not wait in vain. */
@OnEveryServer
final class TotalsOverHttpIT {
    @Test
    void refusesToListenForThem(ClickHouseServer server) {
        try (ClickHouse db = ClickHouse.connect(Transport.HTTP.url(server))) {
            Query query = db.query("SELECT count() FROM numbers(3) WITH TOTALS");
            for (Query listening : new Query[] {query.onTotals(block -> {}), query.onExtremes(block -> {})}) {
                assertThat(listening.execute())
                        .failsWithin(Duration.ofSeconds(20))
                        .withThrowableThat()
                        .withCauseInstanceOf(ConfigurationException.class)
                        .withMessageContaining("native protocol only");
            }
            assertThat(query.value(Long.class).join()).isEqualTo(3);
        }
    }
}
