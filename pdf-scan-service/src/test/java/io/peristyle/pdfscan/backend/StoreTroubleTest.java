package io.peristyle.pdfscan.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.pdfscan.document.BackendUnavailableException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StoreTroubleTest {
    private Instant now = Instant.parse("2026-11-24T10:00:00Z");
    private final StoreTrouble trouble = new StoreTrouble("findings", () -> now);

    @Test
    void isToldOnceItHasLasted() {
        failEveryTenSecondsFor(Duration.ofSeconds(50));
        assertThat(trouble.lasting()).isEmpty();

        failEveryTenSecondsFor(Duration.ofSeconds(20));

        assertThat(trouble.lasting())
                .hasValueSatisfying(what -> assertThat(what).contains("findings", "no table"));
    }

    @Test
    void endsWithASuccess() {
        failEveryTenSecondsFor(Duration.ofMinutes(5));
        trouble.succeeded();

        assertThat(trouble.lasting()).isEmpty();
        failEveryTenSecondsFor(Duration.ofSeconds(20));
        assertThat(trouble.lasting()).isEmpty();
    }

    @Test
    void saysNothingOfNowWhenNobodyTriedForLong() {
        failEveryTenSecondsFor(Duration.ofMinutes(5));
        now = now.plusSeconds(60);

        assertThat(trouble.lasting()).isEmpty();
        failEveryTenSecondsFor(Duration.ofSeconds(20));
        assertThat(trouble.lasting())
                .as("what failed long ago is no part of it")
                .isEmpty();
    }

    private void failEveryTenSecondsFor(Duration time) {
        Instant end = now.plus(time);
        while (now.isBefore(end)) {
            trouble.failed(new BackendUnavailableException("no table", null, true));
            now = now.plusSeconds(10);
        }
    }
}
