package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.type.ClickHouseType;
import io.peristyle.type.DateTime64Type;
import io.peristyle.type.DateTimeType;
import io.peristyle.type.DecimalType;
import io.peristyle.type.EnumType;
import io.peristyle.type.FixedStringType;
import io.peristyle.wire.WireOutput;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;

/** Random values of types without structure, as bytes on the wire; the ends of ranges come often. */
final class RandomBytes {
    private static final Map<String, Integer> WIDTHS = Map.ofEntries(
            Map.entry("Int8", 1),
            Map.entry("UInt8", 1),
            Map.entry("Int16", 2),
            Map.entry("UInt16", 2),
            Map.entry("BFloat16", 2),
            Map.entry("Date", 2),
            Map.entry("Int32", 4),
            Map.entry("UInt32", 4),
            Map.entry("Float32", 4),
            Map.entry("IPv4", 4),
            Map.entry("Int64", 8),
            Map.entry("UInt64", 8),
            Map.entry("Float64", 8),
            Map.entry("Int128", 16),
            Map.entry("UInt128", 16),
            Map.entry("UUID", 16),
            Map.entry("IPv6", 16),
            Map.entry("Int256", 32),
            Map.entry("UInt256", 32));
    private static final int[] LENGTHS = {0, 0, 1, 2, 5, 16, 127, 128, 300};

    private static final long SECONDS_PER_DAY = 86_400;
    /** The last day that the oldest servers read, 2105-12-31. */
    private static final int LAST_LEGACY_DAY = 49_671;

    private static final long FIRST_SECOND = LocalDate.of(1900, 1, 1).toEpochDay() * SECONDS_PER_DAY;
    private static final long LAST_SECOND = LocalDate.of(2300, 1, 1).toEpochDay() * SECONDS_PER_DAY - 1;

    private final Random random;
    private final boolean legacy;

    RandomBytes(Random random, boolean legacy) {
        this.random = random;
        this.legacy = legacy;
    }

    void writeValue(ByteBuf out, ClickHouseType type) {
        if (type instanceof EnumType values) {
            int code =
                    values.values().get(random.nextInt(values.values().size())).code();
            out.writeByte(code);
            if (values.bits() == Short.SIZE) {
                out.writeByte(code >> 8);
            }
        } else if (type instanceof DecimalType decimal) {
            writeDecimal(out, decimal);
        } else if (legacy && type instanceof DateTimeType) {
            long second = SECONDS_PER_DAY + (long) (random.nextDouble() * LAST_LEGACY_DAY * SECONDS_PER_DAY);
            out.writeIntLE(random.nextInt(6) == 0 ? 0 : (int) second);
        } else if (legacy && type.name().equals("Date")) {
            out.writeShortLE(random.nextInt(6) == 0 ? 0 : random.nextInt(LAST_LEGACY_DAY));
        } else if (type instanceof DateTime64Type time) {
            long ticksPerSecond = BigInteger.TEN.pow(time.precision()).longValueExact();
            boolean narrow = time.precision() == 9;
            long second = switch (random.nextInt(8)) {
                case 0 -> narrow ? Integer.MIN_VALUE : FIRST_SECOND;
                case 1 -> narrow ? Integer.MAX_VALUE : LAST_SECOND;
                default -> random.nextInt();
            };
            out.writeLongLE(second * ticksPerSecond + random.nextInt((int) ticksPerSecond));
        } else {
            writeScalar(out, type);
        }
    }

    /** No more digits than the type has: servers do not read others back from text. */
    private void writeDecimal(ByteBuf out, DecimalType type) {
        int precision = type.precision();
        int width = precision <= 9 ? 4 : precision <= 18 ? 8 : precision <= 38 ? 16 : 32;
        BigInteger most = BigInteger.TEN.pow(precision).subtract(BigInteger.ONE);
        BigInteger value = switch (random.nextInt(5)) {
            case 0 -> BigInteger.ZERO;
            case 1 -> most;
            case 2 -> most.negate();
            default ->
                new BigInteger(most.bitLength() - 1, random).multiply(BigInteger.valueOf(random.nextInt(3) - 1L));
        };
        byte[] bigEndian = value.toByteArray();
        for (int i = 0; i < width; i++) {
            int from = bigEndian.length - 1 - i;
            out.writeByte(from < 0 ? value.signum() >> 1 : bigEndian[from]);
        }
    }

    /** Within what java.time holds. */
    private void writeInterval(ByteBuf out) {
        out.writeLongLE(random.nextInt(6) == 0 ? random.nextInt(3) - 1 : random.nextInt(-100_000_000, 100_000_000));
    }

    private void writeScalar(ByteBuf out, ClickHouseType type) {
        switch (type.name()) {
            case "String" -> writeText(out);
            case "Bool" -> out.writeByte(random.nextInt(2));
            case "Nothing" -> out.writeByte('0');
            case "Date32" -> out.writeIntLE(random.nextInt(-25_567, 120_530));
            case "Time" -> out.writeIntLE(random.nextInt(-3_599_999, 3_600_000));
            case "Time64" -> out.writeLongLE(random.nextLong(-3_599_999_999_999L, 3_600_000_000_000L));
            default -> {
                if (type.name().startsWith("Interval")) {
                    writeInterval(out);
                } else {
                    writeWord(out, width(type));
                }
            }
        }
    }

    private static int width(ClickHouseType type) {
        if (type instanceof FixedStringType fixed) {
            return fixed.length();
        }
        if (type instanceof DateTimeType) {
            return Integer.BYTES;
        }
        Integer width = WIDTHS.get(type.name());
        if (width == null) {
            throw new IllegalArgumentException("the generator does not know the type " + type);
        }
        return width;
    }

    private void writeText(ByteBuf out) {
        int length = LENGTHS[random.nextInt(LENGTHS.length)];
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(random.nextInt(8) == 0 ? 0x1F600 + random.nextInt(80) : 1 + random.nextInt(0x17f));
        }
        WireOutput.writeString(out, text);
    }

    private void writeWord(ByteBuf out, int width) {
        byte[] word = new byte[width];
        switch (random.nextInt(6)) {
            case 0 -> {}
            case 1 -> Arrays.fill(word, (byte) 0xff);
            case 2 -> {
                Arrays.fill(word, (byte) 0xff);
                word[width - 1] = 0x7f;
            }
            case 3 -> word[width - 1] = (byte) 0x80;
            case 4 -> word[0] = (byte) random.nextInt(4);
            default -> random.nextBytes(word);
        }
        out.writeBytes(word);
    }
}
