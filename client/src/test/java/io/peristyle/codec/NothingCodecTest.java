package io.peristyle.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.error.DataException;
import org.junit.jupiter.api.Test;

class NothingCodecTest {
    private final ColumnCodec<Column> codec = Codecs.of("Nothing");

    @Test
    void hasRowsButNoValues() {
        Column column = Codecs.read(codec, 2, Codecs.bytes("30 00"));
        assertThatThrownBy(() -> column.value(1))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("row 1");
        assertThat(column.reader(Integer.class)).isNotNull();
    }

    @Test
    void takesItsDefaultAlone() {
        ColumnBuilder builder = codec.builder(0);
        builder.appendDefault();
        assertThatThrownBy(() -> builder.append(1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Codecs.hexOf(codec, builder.build())).isEqualTo("00");
    }
}
