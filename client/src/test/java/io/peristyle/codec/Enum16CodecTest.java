package io.peristyle.codec;

import static io.peristyle.codec.Codecs.converted;
import static io.peristyle.codec.Codecs.misfit;
import static io.peristyle.codec.Codecs.refusal;
import static io.peristyle.codec.Codecs.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.error.DataException;
import java.util.List;
import org.junit.jupiter.api.Test;

class Enum16CodecTest extends LeafCodecContract {
    Enum16CodecTest() {
        super("Enum16('RED' = -1, 'it\\'s, (q)' = 2)", List.of("RED", "it's, (q)"), "ffff 0200");
    }

    private enum Color {
        RED,
        BLUE
    }

    @Test
    void takesAndGivesEnumConstantsByName() {
        assertThat(stored(codec(), Color.RED)).isEqualTo("RED");
        assertThat(converted(codec(), "RED", Color.class)).isEqualTo(Color.RED);
        assertThat(misfit(codec(), "it's, (q)", Color.class)).contains("Color").contains("BLUE");
    }

    @Test
    void refusesOtherNames() {
        assertThat(refusal(codec(), Color.BLUE)).contains("Enum16").contains("RED, it's, (q)");
        assertThat(refusal(codec(), "red")).contains("RED");
        assertThat(refusal(codec(), -1)).contains("java.lang.Integer");
    }

    @Test
    void itsDefaultIsTheFirstValue() {
        ColumnBuilder builder = codec().builder(0);
        builder.appendDefault();
        assertThat(builder.build().value(0)).isEqualTo("RED");
    }

    @Test
    void namesACodeThatTheTypeDoesNotHave() {
        Column column = Codecs.read(codec(), 1, Codecs.bytes("0100"));
        assertThatThrownBy(() -> column.value(0))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("code 1");
    }

    @Test
    void knowsNamesWhoseCodesLieFarApart() {
        Column column = Codecs.column(Codecs.of("Enum16('a' = -32768, 'b' = 32767, 'c' = 5)"), "a", "b", "c");

        assertThat(Codecs.valuesOf(column)).containsExactly("a", "b", "c");
    }
}
