package io.peristyle.codec;

import static io.peristyle.codec.Codecs.converted;
import static io.peristyle.codec.Codecs.misfit;
import static io.peristyle.codec.Codecs.refusal;
import static io.peristyle.codec.Codecs.stored;
import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.column.ColumnBuilder;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class Decimal32CodecTest extends LeafCodecContract {
    Decimal32CodecTest() {
        super(
                "Decimal(9, 2)",
                List.of(new BigDecimal("-1.50"), new BigDecimal("0.00"), new BigDecimal("9999999.99")),
                "6affffff 00000000 ffc99a3b");
    }

    @Test
    void takesNumbersOfItsDigits() {
        BigDecimal most = new BigDecimal("9999999.99");
        assertThat(stored(codec(), most)).isEqualTo(most);
        assertThat(stored(codec(), most.negate())).isEqualTo(most.negate());
        assertThat(stored(codec(), 5)).isEqualTo(new BigDecimal("5.00"));
        assertThat(stored(codec(), BigInteger.TWO)).isEqualTo(new BigDecimal("2.00"));
        assertThat(stored(codec(), 0.1)).isEqualTo(new BigDecimal("0.10"));
        assertThat(stored(codec(), 0.1f)).isEqualTo(new BigDecimal("0.10"));
        assertThat(stored(codec(), new BigDecimal("1.5000"))).isEqualTo(new BigDecimal("1.50"));
        assertThat(stored(codec(), new BigDecimal("1E+2"))).isEqualTo(new BigDecimal("100.00"));
        assertThat(stored(codec(), new BigDecimal("0E+1000000000"))).isEqualTo(new BigDecimal("0.00"));
    }

    @Test
    void refusesDigitsThatItHasNoRoomFor() {
        BigDecimal most = new BigDecimal("9999999.99");
        assertThat(refusal(codec(), most.add(new BigDecimal("0.01")))).contains("before");
        assertThat(refusal(codec(), most.toBigInteger().add(BigInteger.ONE))).contains("before");
        assertThat(refusal(codec(), new BigDecimal("1E+1000000000"))).contains("before");
        assertThat(refusal(codec(), new BigDecimal("1E-1000000000"))).contains("behind");
        assertThat(refusal(codec(), new BigDecimal("0.001"))).contains("behind");
        assertThat(refusal(codec(), Double.NaN)).contains("finite");
        assertThat(refusal(codec(), "1")).contains("java.lang.String");
    }

    @Test
    void takesPrimitives() {
        ColumnBuilder builder = codec().builder(0);
        builder.appendLong(-7);
        builder.appendDouble(0.25);
        assertThat(Codecs.valuesOf(builder.build())).containsExactly(new BigDecimal("-7.00"), new BigDecimal("0.25"));
    }

    @Test
    void convertsToNumbersThatHoldTheValue() {
        BigDecimal tenth = new BigDecimal("0.10");
        assertThat(converted(codec(), tenth, double.class)).isEqualTo(0.1);
        assertThat(converted(codec(), tenth, float.class)).isEqualTo(0.1f);
        assertThat(converted(codec(), tenth, String.class)).isEqualTo("0.10");
        assertThat(converted(codec(), tenth, Number.class)).isEqualTo(tenth);
        assertThat(converted(codec(), 7, long.class)).isEqualTo(7L);
        assertThat(converted(codec(), 7, BigInteger.class)).isEqualTo(BigInteger.valueOf(7));
        assertThat(misfit(codec(), tenth, int.class)).contains("row 0");
        assertThat(misfit(codec(), 128, byte.class)).contains("byte");
    }
}
