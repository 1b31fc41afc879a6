package io.peristyle.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.column.Block;
import io.peristyle.error.ConfigurationException;
import io.peristyle.error.DataException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ObjectMappingTest {
    private record Trip(
            long id, String pickUpPlace, @Nullable Double fare) {}

    private record Numbers(byte a, short b, int c, long d, float e, double f, boolean g) {}

    record Picky(int n) {
        Picky {
            if (n == 2) {
                throw new IllegalStateException("no twos");
            }
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // Users write such records, too.
    record Kinds(Color color, BigDecimal price, Instant at, byte[] raw, BigInteger big) {}

    enum Color {
        RED,
        GREEN
    }

    record Two(int userId, int user_id) {}

    @Test
    void fillsPrivateRecordsByNameWhateverTheOrder() {
        List<Trip> trips = new Columns()
                .with("fare", "Nullable(Float64)", 1.5, null)
                .with("pick_up_place", "String", "a", "b")
                .with("id", "UInt32", 1L, 2L)
                .as(Trip.class);

        assertThat(trips).containsExactly(new Trip(1, "a", 1.5), new Trip(2, "b", null));
    }

    @Test
    void fillsLocalRecords() {
        record Local(String n) {}

        assertThat(new Columns().with("n", "LowCardinality(String)", "x", "x").as(Local.class))
                .containsExactly(new Local("x"), new Local("x"));
    }

    @Test
    void fillsPrimitivesOfEveryKind() {
        Columns columns = new Columns()
                .with("a", "Int8", 1)
                .with("b", "Int8", 2)
                .with("c", "UInt16", 3)
                .with("d", "UInt64", 4)
                .with("e", "Float32", 5f)
                .with("f", "Float32", 6f)
                .with("g", "Bool", true);

        assertThat(columns.as(Numbers.class)).containsExactly(new Numbers((byte) 1, (short) 2, 3, 4, 5, 6, true));
    }

    @Test
    void fillsEnumsDecimalsMomentsAndBytes() {
        Kinds kinds = new Columns()
                .with("color", "Enum8('RED' = 1, 'GREEN' = 2)", "GREEN")
                .with("price", "Decimal(9, 2)", new BigDecimal("1.50"))
                .with("at", "DateTime64(3, 'UTC')", Instant.ofEpochMilli(5))
                .with("raw", "String", new byte[] {1, 2})
                .with("big", "UInt64", BigInteger.TWO.pow(63))
                .as(Kinds.class)
                .get(0);

        assertThat(kinds.color()).isEqualTo(Color.GREEN);
        assertThat(kinds.price()).isEqualByComparingTo("1.5");
        assertThat(kinds.at()).isEqualTo(Instant.ofEpochMilli(5));
        assertThat(kinds.raw()).containsExactly(1, 2);
        assertThat(kinds.big()).isEqualTo(BigInteger.TWO.pow(63));
    }

    @Test
    void namesAComponentWithoutAColumn() {
        assertThatThrownBy(() -> new Columns().with("id", "Int8", 1).as(Trip.class))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("component pickUpPlace")
                .hasMessageContaining("Trip")
                .hasMessageContaining("[id]");
    }

    @Test
    void namesAColumnWithoutAComponent() {
        record One(long id) {}

        assertThatThrownBy(() -> new Columns()
                        .with("id", "Int8", 1)
                        .with("more", "Date32")
                        .block())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Columns()
                        .with("id", "Int8", 1)
                        .with("more", "String", "")
                        .as(One.class))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("column more of type String");
    }

    @Test
    void neverReadsOneColumnForTwoComponents() {
        assertThatThrownBy(() -> new Columns().with("user_id", "Int32", 1).as(Two.class))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("component userId");
        assertThat(new Columns()
                        .with("user_id", "Int32", 1)
                        .with("userId", "Int32", 2)
                        .as(Two.class))
                .containsExactly(new Two(2, 1));
    }

    @Test
    void namesRowColumnAndComponentOfANullForAPrimitive() {
        record One(long id) {}

        assertThatThrownBy(() ->
                        new Columns().with("id", "Nullable(Int32)", 1, null).as(One.class))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("row 1, column id of type Nullable(Int32) is NULL")
                .hasMessageContaining("long of component id of One")
                .hasMessageContaining("wrapper");
    }

    @Test
    void namesRowColumnAndComponentOfAValueThatDoesNotFit() {
        record AsInt(int n) {}
        record AsByte(byte n) {}
        record AsLong(long n) {}

        assertThatThrownBy(() -> new Columns().with("n", "Int64", 1, 1L << 31).as(AsInt.class))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("row 1, column n of type Int64")
                .hasMessageContaining("int of component n of AsInt");
        assertThatThrownBy(() -> new Columns().with("n", "Int64", 1, 128).as(AsByte.class))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("row 1, column n of type Int64");
        assertThatThrownBy(() -> new Columns()
                        .with("n", "UInt64", 1, BigInteger.TWO.pow(63))
                        .as(AsLong.class))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("row 1, column n of type UInt64")
                .hasMessageContaining("BigInteger");
    }

    @Test
    void namesTheRowOfTheResultWhereADictionaryEntryDoesNotFit() {
        record AsByte(Byte n) {}

        assertThatThrownBy(() -> new Columns()
                        .with("n", "LowCardinality(Int32)", 1, 1, 1, 500)
                        .as(AsByte.class))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("row 3, column n");
    }

    @Test
    void refusesAtTheHeaderWhatCanNeverFit() {
        record AsThread(Thread n) {}
        Block header = new Block(0, List.of("n"), List.of(Columns.of("Int32")));

        assertThatThrownBy(() -> new Mappings().of(AsThread.class).bind(header))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("column n of type Int32 does not convert to java.lang.Thread");
    }

    @Test
    void decodesAnEntryOfADictionaryOnce() {
        record Name(String name) {}

        List<Name> names = new Columns()
                .with("name", "LowCardinality(Nullable(String))", "aa", null, "aa", "aa")
                .as(Name.class);
        assertThat(names.get(2).name())
                .isSameAs(names.get(0).name())
                .isSameAs(names.get(3).name());
        assertThat(names.get(1).name()).isNull();
    }

    @Test
    void passesOnWhatAConstructorThrows() {
        assertThatThrownBy(() -> new Columns().with("n", "Int32", 1, 2).as(Picky.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no twos");
    }

    @Test
    void explainsWhyAClassOfAClosedModuleCannotBeUsed() {
        assertThatThrownBy(() -> Access.constructor(java.util.Properties.class, int.class, Map.class))
                .isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> Access.constructor(Runtime.class))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("java.lang.Runtime is closed")
                .hasMessageContaining("opens java.lang")
                .hasMessageContaining("module java.base");
    }
}
