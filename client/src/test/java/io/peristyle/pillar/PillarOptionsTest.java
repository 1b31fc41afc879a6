package io.peristyle.pillar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ConfigurationException;
import io.peristyle.options.ClientOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PillarOptionsTest {
    @Test
    void hasPillarsDefaults() {
        ClientOptions options = PillarOptions.connectionStrings(
                        "http://app:secret@ch1:8123/shop", "http://app:secret@ch2/shop")
                .builder()
                .build();

        assertThat(options.endpoints()).containsExactly(new Endpoint("ch1", 8123), new Endpoint("ch2", 8123));
        assertThat(options.pool().size().maximum()).isEqualTo(10);
        assertThat(options.pool().size().maximumOverflow()).isEqualTo(3);
        assertThat(options.pool().timeouts().acquireTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(options.statements().queryTimeout()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void whatIsSaidGoesBeforeTheConnectionStringAndThatBeforeTheDefault() {
        ClientOptions options = PillarOptions.connectionStrings("http://ch1?pool_size=40&timeout=1000")
                .withName("orders")
                .withPoolSize(20)
                .withPoolTimeout(Duration.ofSeconds(10))
                .builder()
                .build();

        assertThat(options.connection().clientName()).isEqualTo("orders");
        assertThat(options.pool().size().maximum()).isEqualTo(20);
        assertThat(options.pool().size().maximumOverflow()).isEqualTo(6);
        assertThat(options.pool().timeouts().acquireTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(options.statements().queryTimeout()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void anOverflowThatIsSaidStays() {
        ClientOptions options = PillarOptions.connectionStrings("http://ch1")
                .withMaxOverflow(0)
                .withPoolSize(20)
                .withTimeout(Duration.ofSeconds(30))
                .builder()
                .build();

        assertThat(options.pool().size().maximumOverflow()).isZero();
        assertThat(options.statements().queryTimeout()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void needsAConnectionString() {
        assertThatThrownBy(() -> PillarOptions.connectionStrings().builder())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("URL");
    }
}
