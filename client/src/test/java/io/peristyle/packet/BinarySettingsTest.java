package io.peristyle.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.peristyle.error.ConfigurationException;
import io.peristyle.wire.WireText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BinarySettingsTest {
    @ParameterizedTest
    @CsvSource({
        "extremes, 1, 01",
        "extremes, true, 01",
        "extremes, false, 00",
        "max_threads, auto, 00",
        "max_execution_time, 300, ac02",
        "totals_auto_threshold, 0.25, 04302e3235",
        "network_compression_method, zstd, 047a737464"
    })
    void everyValueTakesTheFormOfItsType(String name, String value, String bytes) {
        ByteBuf out = Unpooled.buffer();
        BinarySettings.encode(out, setting(name, value));
        out.skipBytes(1 + name.length());
        assertThat(WireText.bytes(out)).isEqualTo(WireText.bytes(bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "", "1.5", "10G", "18446744073709551615"})
    void numbersAreWholeAndNotNegative(String value) {
        assertThatThrownBy(() -> BinarySettings.check(setting("max_block_size", value)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("setting max_block_size");
    }

    @Test
    void knowsOnlyWhatTheOldestServerKnows() {
        assertThat(BinarySettings.isKnown("max_threads")).isTrue();
        assertThat(BinarySettings.isKnown("async_insert")).isFalse();
    }

    private static Setting setting(String name, String value) {
        return new Setting(name, value, Setting.Kind.HINT);
    }
}
