package io.peristyle.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class QBitCodecTest {
    private static String cast(String type, String element, List<String> arrays) {
        return "(SELECT CAST(x AS " + type + ") AS v FROM values('x Array(" + element + ")', "
                + String.join(", ", arrays) + "))";
    }

    @Nested
    class QBitOfNine extends CodecContract {
        @Override
        String type() {
            return "QBit(BFloat16, 9)";
        }

        @Override
        List<String> sql() {
            return List.of("[1, 2, 3, 4, 5, 6, 7, 8, 9]", "[0, 0, 0, 0, 0, 0, 0, 0, -1.5]");
        }

        @Override
        String rows() {
            return cast(type(), "BFloat16", sql());
        }

        @Override
        List<?> values() {
            return List.of(
                    IntStream.rangeClosed(1, 9).mapToObj(i -> (float) i).toList(),
                    List.of(0f, 0f, 0f, 0f, 0f, 0f, 0f, 0f, -1.5f));
        }
    }

    @Nested
    class QBitOfFloat32 extends CodecContract {
        @Override
        String type() {
            return "QBit(Float32, 3)";
        }

        @Override
        List<String> sql() {
            return List.of("[1, 2.5, -3]", "[0, inf, 1e-30]");
        }

        @Override
        String rows() {
            return cast(type(), "Float32", sql());
        }

        @Override
        List<?> values() {
            return List.of(List.of(1f, 2.5f, -3f), List.of(0f, Float.POSITIVE_INFINITY, 1e-30f));
        }

        @Override
        List<?> given() {
            return List.of(new float[] {1f, 2.5f, -3f}, List.of(0f, Float.POSITIVE_INFINITY, 1e-30f));
        }
    }

    @Nested
    class QBitOfFloat64 extends CodecContract {
        @Override
        String type() {
            return "QBit(Float64, 2)";
        }

        @Override
        List<String> sql() {
            return List.of("[0.1, -1e300]");
        }

        @Override
        String rows() {
            return cast(type(), "Float64", sql());
        }

        @Override
        List<?> values() {
            return List.of(List.of(0.1, -1e300));
        }
    }

    @Test
    void takesVectorsOfItsLengthOnly() {
        assertThat(Codecs.refusal(Codecs.of("QBit(Float32, 3)"), List.of(1f, 2f)))
                .contains("of 3 numbers");
        assertThat(Codecs.converted(Codecs.of("QBit(Float32, 2)"), List.of(1f, 2f), float[].class))
                .isEqualTo(new float[] {1, 2});
    }
}
