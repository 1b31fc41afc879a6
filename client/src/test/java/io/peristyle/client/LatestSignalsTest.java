package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LatestSignalsTest {
    private final LatestSignals<String> signals = new LatestSignals<>(2);

    @Test
    void givesSignalsInTheirOrder() {
        assertThat(signals.add("a")).isTrue();
        assertThat(signals.add("b")).isTrue();

        assertThat(signals.poll()).isEqualTo("a");
        assertThat(signals.poll()).isEqualTo("b");
        assertThat(signals.poll()).isNull();
    }

    @Test
    void dropsTheEldestForANewOne() {
        signals.add("a");
        signals.add("b");
        assertThat(signals.add("c")).isFalse();

        assertThat(signals.poll()).isEqualTo("b");
        assertThat(signals.poll()).isEqualTo("c");
        assertThat(signals.poll()).isNull();
    }
}
