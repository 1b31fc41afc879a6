package io.peristyle.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ErrorCodesTest {
    @Test
    void namesTheErrorsOfTheServer() {
        assertThat(ErrorCodes.nameOf(0)).isEqualTo("OK");
        assertThat(ErrorCodes.nameOf(60)).isEqualTo("UNKNOWN_TABLE");
        assertThat(ErrorCodes.nameOf(516)).isEqualTo("AUTHENTICATION_FAILED");
        assertThat(ErrorCodes.nameOf(1002)).isEqualTo("UNKNOWN_EXCEPTION");
    }

    @Test
    void saysUnknownForAnyOtherNumber() {
        assertThat(ErrorCodes.nameOf(-1)).isEqualTo("UNKNOWN");
        assertThat(ErrorCodes.nameOf(123_456)).isEqualTo("UNKNOWN");
    }
}
