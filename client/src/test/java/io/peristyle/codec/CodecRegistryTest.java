package io.peristyle.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.error.DataException;
import io.peristyle.error.UnsupportedTypeException;
import io.peristyle.type.ClickHouseType;
import io.peristyle.type.ScalarType;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class CodecRegistryTest {
    private final CodecRegistry codecs = new CodecRegistry(ZoneOffset.UTC);

    @Test
    void refusesTwoCodecsForOneName() {
        CodecLine<ScalarType> line =
                new CodecLine<>("Int32", ScalarType.class, (type, registry) -> new Int32Codec(type));
        assertThatThrownBy(() -> CodecLine.byName(line, line))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Int32");
    }

    @Test
    void givesOneCodecForOneText() {
        assertThat(codecs.codec("Array(Int32)")).isSameAs(codecs.codec("Array(Int32)"));
    }

    @Test
    void doesNotRememberMoreAndMoreTypes() {
        for (int i = 1; i < 5000; i++) {
            assertThat(codecs.codec("FixedString(" + i + ")").type()).hasToString("FixedString(" + i + ")");
        }
    }

    @Test
    void namesATypeItDoesNotKnow() {
        for (String type :
                new String[] {"Whatever", "Array(Whatever)", "LowCardinality(Array(Int32))", "QBit(UInt8, 16)"}) {
            assertThatThrownBy(() -> codecs.codec(type))
                    .as(type)
                    .isInstanceOf(UnsupportedTypeException.class)
                    .hasMessageContaining("does not know the type");
        }
    }

    @Test
    void refusesWhatIsNoType() {
        assertThatThrownBy(() -> codecs.codec("Array(")).isInstanceOf(DataException.class);
    }

    @Test
    void keepsNoTypeWhoseTextIsLong() {
        CodecRegistry registry = new CodecRegistry(ZoneOffset.UTC);
        ClickHouseType type = ClickHouseType.parse("Tuple(" + "Int8, ".repeat(1_000) + "Int8)");

        assertThat(registry.codec(type)).isNotSameAs(registry.codec(type));
    }
}
