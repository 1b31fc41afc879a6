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
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class WideIntegerCodecTest extends LeafCodecContract {
    private static final BigInteger MOST = BigInteger.ONE.shiftLeft(127).subtract(BigInteger.ONE);

    WideIntegerCodecTest() {
        super(
                "Int128",
                List.of(BigInteger.TWO.negate(), BigInteger.ONE, MOST),
                "feffffffffffffffffffffffffffffff 01000000000000000000000000000000 ffffffffffffffffffffffffffffff7f");
    }

    @Test
    void takesEveryWholeNumberThatFits() {
        for (Object value :
                List.of(5L, 5, (short) 5, (byte) 5, 5.0, 5f, new BigDecimal("5.00"), BigInteger.valueOf(5))) {
            assertThat(stored(codec(), value)).isEqualTo(BigInteger.valueOf(5));
        }
        assertThat(stored(codec(), MOST.negate())).isEqualTo(MOST.negate());
        assertThat(stored(codec(), 0x1p100)).isEqualTo(BigInteger.ONE.shiftLeft(100));
        assertThat(stored(Codecs.of("UInt256"), Long.MAX_VALUE)).isEqualTo(BigInteger.valueOf(Long.MAX_VALUE));
    }

    @Test
    void refusesWhatDoesNotFit() {
        for (Object value : List.of(
                MOST.add(BigInteger.ONE),
                MOST.negate().subtract(BigInteger.TWO),
                1e300,
                new BigDecimal("1E+1000000000"))) {
            assertThat(refusal(codec(), value)).contains("Int128 takes whole numbers from -1701", "outside");
        }
        for (Object value : List.of(0.5, Double.NaN, new BigDecimal("0.5"))) {
            assertThat(refusal(codec(), value)).contains("fraction");
        }
        assertThat(refusal(codec(), "1")).contains("java.lang.String");
        for (Object value : List.of(-1L, BigInteger.ONE.negate(), BigInteger.ONE.shiftLeft(128), -1.0)) {
            assertThat(refusal(Codecs.of("UInt128"), value)).contains("UInt128 takes whole numbers from 0 to 3402");
        }
    }

    @Test
    void takesPrimitives() {
        ColumnBuilder builder = codec().builder(0);
        builder.appendLong(Long.MIN_VALUE);
        builder.appendDouble(8.0);
        Column column = builder.build();
        assertThat(column.longValue(0)).isEqualTo(Long.MIN_VALUE);
        assertThat(column.doubleValue(1)).isEqualTo(8.0);
        assertThat(column.stringValue(1)).isEqualTo("8");
    }

    @Test
    void isALongOnlyIfOneHoldsIt() {
        BigInteger beyond = BigInteger.ONE.shiftLeft(63);
        for (String type : List.of("Int128", "UInt128", "Int256", "UInt256")) {
            assertThat(converted(Codecs.of(type), Long.MAX_VALUE, long.class)).isEqualTo(Long.MAX_VALUE);
            assertThat(misfit(Codecs.of(type), beyond, long.class)).contains("long", type);
            assertThat(misfit(Codecs.of(type), beyond.shiftLeft(1), long.class)).contains("long");
        }
        Column below = Codecs.column(codec(), beyond.negate().subtract(BigInteger.ONE));
        assertThatThrownBy(() -> below.longValue(0)).isInstanceOf(DataException.class);
    }

    @Test
    void convertsToNumbersThatHoldTheValue() {
        assertThat(converted(codec(), 7, int.class)).isEqualTo(7);
        assertThat(converted(codec(), 7, BigDecimal.class)).isEqualTo(new BigDecimal(7));
        assertThat(converted(codec(), BigInteger.ONE.shiftLeft(100), double.class))
                .isEqualTo(0x1p100);
        assertThat(converted(codec(), BigInteger.ONE.shiftLeft(100), float.class))
                .isEqualTo(0x1p100f);
        assertThat(misfit(codec(), MOST, double.class)).contains("double");
        assertThat(misfit(codec(), (1 << 24) + 1, float.class)).contains("float");
        assertThat(misfit(codec(), 128, byte.class)).contains("byte");
    }
}
