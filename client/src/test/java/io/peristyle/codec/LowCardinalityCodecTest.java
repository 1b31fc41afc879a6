package io.peristyle.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.peristyle.revision.Revision;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LowCardinalityCodecTest {
    /** Bytes of an 18.16, which has a dictionary for the elements of empty arrays: of the default alone, or NULL and it. */
    @ParameterizedTest
    @CsvSource({
        "Array(LowCardinality(String)), 0006000000000000 0100000000000000 00 0000000000000000",
        "Array(LowCardinality(Nullable(String))), 0006000000000000 0200000000000000 0000 0000000000000000"
    })
    void readsADictionaryOfNothingFromServersBefore19(String type, String dictionary) {
        CodecRegistry codecs = new CodecRegistry(ZoneId.of("UTC"), true, Revision.OLDEST);
        ByteBuf sent = Codecs.bytes("0100000000000000 0000000000000000" + dictionary + "07");
        ColumnReader<?> reader = codecs.codec(type).reader(1, new ReadBudget(ReadLimits.DEFAULT));
        assertThat(reader.readPrefix(sent)).isTrue();
        assertThat(reader.readData(sent)).isTrue();
        assertThat(sent.readableBytes()).as("what follows the column").isEqualTo(1);
        assertThat(reader.column().value(0)).isEqualTo(List.of());
        assertThat(Codecs.hexOf(Codecs.of(type), reader.column())).isEqualTo("0000000000000000");
    }

    @Nested
    class LowCardinalityOfString extends CodecContract {
        @Override
        String type() {
            return "LowCardinality(String)";
        }

        @Override
        List<String> sql() {
            return List.of("'a'", "''", "'b'", "'a'");
        }

        @Override
        List<String> values() {
            return List.of("a", "", "b", "a");
        }
    }

    @Nested
    class LowCardinalityOfInt32 extends CodecContract {
        @Override
        String type() {
            return "LowCardinality(Int32)";
        }

        @Override
        List<String> sql() {
            return List.of("5", "5", "0", "-1");
        }

        @Override
        List<Integer> values() {
            return List.of(5, 5, 0, -1);
        }
    }

    @Nested
    class LowCardinalityOfNullable extends CodecContract {
        @Override
        String type() {
            return "LowCardinality(Nullable(String))";
        }

        @Override
        List<String> sql() {
            return List.of("'a'", "NULL", "''", "'b'", "'a'");
        }

        @Override
        List<@Nullable String> values() {
            return Arrays.asList("a", null, "", "b", "a");
        }
    }

    @Nested
    class LowCardinalityOfNullOnly extends CodecContract {
        @Override
        String type() {
            return "LowCardinality(Nullable(String))";
        }

        @Override
        List<String> sql() {
            return List.of("NULL", "NULL");
        }

        @Override
        List<@Nullable String> values() {
            return Arrays.asList(null, null);
        }
    }

    @Nested
    class ArrayOfLowCardinality extends CodecContract {
        @Override
        String type() {
            return "Array(LowCardinality(String))";
        }

        @Override
        List<String> sql() {
            return List.of("['a', 'b']", "[]", "['a']");
        }

        @Override
        List<?> values() {
            return List.of(List.of("a", "b"), List.of(), List.of("a"));
        }
    }

    @Nested
    class EmptyArraysOfLowCardinality extends CodecContract {
        @Override
        String type() {
            return "Array(LowCardinality(String))";
        }

        @Override
        List<String> sql() {
            return List.of("[]", "[]");
        }

        @Override
        List<?> values() {
            return List.of(List.of(), List.of());
        }
    }
}
