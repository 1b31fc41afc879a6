package io.peristyle.acceptance;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.peristyle.transport.tcp.ServerBytes;
import io.peristyle.wire.WireOutput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What no sane server answers to a query. */
final class EvilAnswers {
    private static final int NESTED = 97;
    private static final int LEVELS = 48;
    private static final int DEPTH = 10_000;
    private static final long[] LENGTHS = {Integer.MAX_VALUE, 1L << 31, 1L << 60, Long.MAX_VALUE, -1};

    private EvilAnswers() {}

    /**
     * One answer.
     *
     * @param compressed whether it answers a query that asks for compressed blocks
     */
    record Evil(String name, boolean compressed, Consumer<ByteBuf> writer) {
        byte[] bytes() {
            return ServerBytes.bytes(writer);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Evil> all() {
        return Stream.of(lengths(), packets(), types(), columns(), open(), frames())
                .flatMap(List::stream);
    }

    private static List<Evil> lengths() {
        List<Evil> list = new ArrayList<>();
        for (long length : LENGTHS) {
            String text = Long.toUnsignedString(length);
            list.add(packet("a table name of " + text + " bytes", out -> {
                out.writeByte(1);
                WireOutput.writeVarUInt(out, length);
            }));
            list.add(block(text + " columns", out -> {
                WireOutput.writeVarUInt(out, length);
                WireOutput.writeVarUInt(out, 1);
            }));
            list.add(block(text + " rows", out -> {
                WireOutput.writeVarUInt(out, 1);
                WireOutput.writeVarUInt(out, length);
                column(out, "Int32");
            }));
            list.add(block("a column name of " + text + " bytes", out -> {
                WireOutput.writeVarUInt(out, 1);
                WireOutput.writeVarUInt(out, 1);
                WireOutput.writeVarUInt(out, length);
            }));
            list.add(rows("a string of " + text + " bytes", 1, "String", out -> WireOutput.writeVarUInt(out, length)));
            list.add(packet("an error text of " + text + " bytes", out -> {
                out.writeByte(2);
                out.writeIntLE(60);
                WireOutput.writeString(out, "DB::Exception");
                WireOutput.writeVarUInt(out, length);
            }));
        }
        return list;
    }

    private static List<Evil> packets() {
        return List.of(
                packet("an overlong packet number", out -> out.writeBytes(overlong(1))),
                block("an overlong number of columns", out -> out.writeBytes(overlong(1))),
                packet("an overlong progress", out -> {
                    out.writeByte(3);
                    out.writeBytes(overlong(1));
                }),
                packet("an unknown packet", out -> WireOutput.writeVarUInt(out, 99)),
                packet("a second Hello", out -> out.writeBytes(ServerBytes.hello())),
                packet("a Pong", out -> out.writeBytes(ServerBytes.pong())),
                packet("an endless chain of errors", out -> {
                    out.writeByte(2);
                    for (int i = 0; i < DEPTH; i++) {
                        out.writeIntLE(60);
                        WireOutput.writeString(out, "DB::Exception");
                        WireOutput.writeString(out, "again");
                        WireOutput.writeString(out, "");
                        out.writeByte(1);
                    }
                }));
    }

    private static List<Evil> types() {
        List<Evil> list = new ArrayList<>();
        for (String wrapper : List.of("Array(", "Nullable(", "Tuple(", "LowCardinality(", "Map(String, ")) {
            list.add(type(wrapper + " 10,000 deep", wrapper.repeat(DEPTH) + "Int8" + ")".repeat(DEPTH)));
            list.add(type(wrapper + " 10,000 deep without end", wrapper.repeat(DEPTH)));
        }
        list.add(type("a tuple of over a megabyte", "Tuple(" + "Int8, ".repeat(200_000) + "Int8)"));
        list.add(type("a name of over a megabyte", "x".repeat((1 << 20) + 1)));
        list.add(type("a constant of over a megabyte", "Enum8('" + "x".repeat(1 << 20) + "' = 1)"));
        for (String type : List.of(
                "",
                "NoSuchType",
                "NoSuchType(Int32)",
                "Array(Int32",
                "Decimal(999, 3)",
                "Decimal(9, 10)",
                "DateTime64(99)",
                "DateTime('Nowhere/At_All')",
                "FixedString(0)",
                "FixedString(99999999999999999999)",
                "Enum8('a' = 1000)",
                "Enum8('a' =",
                "Int32)")) {
            list.add(type("the type " + type, type));
        }
        return list;
    }

    private static List<Evil> columns() {
        List<Evil> list = new ArrayList<>();
        for (long end : LENGTHS) {
            String text = Long.toUnsignedString(end);
            list.add(rows("an array's end at " + text, 1, "Array(Int32)", out -> out.writeLongLE(end)));
            list.add(rows("a map's end at " + text, 1, "Map(String, Int32)", out -> out.writeLongLE(end)));
            list.add(rows("a dictionary of " + text + " values", 1, "LowCardinality(String)", out -> {
                out.writeLongLE(1);
                out.writeLongLE(0x600);
                out.writeLongLE(end);
            }));
        }
        list.add(rows("array ends that go back", 2, "Array(Int32)", out -> {
            out.writeLongLE(2);
            out.writeLongLE(1);
            out.writeZero(8);
        }));
        list.add(rows("a dictionary index out of range", 1, "LowCardinality(String)", out -> {
            out.writeLongLE(1);
            out.writeLongLE(0x600);
            out.writeLongLE(1);
            WireOutput.writeString(out, "only");
            out.writeLongLE(1);
            out.writeByte(5);
        }));
        list.add(rows(
                "a mark of NULL that is none",
                1,
                "Nullable(Int8)",
                out -> out.writeByte(2).writeZero(8)));
        list.add(rows("a mark of NULL in an array that is none", 1, "Array(Nullable(String))", out -> {
            out.writeLongLE(1);
            out.writeByte(0xff);
            out.writeZero(8);
        }));
        list.add(rows("a dictionary of an unknown version", 1, "LowCardinality(String)", out -> out.writeLongLE(7)));
        list.add(rows("strings longer than a block may be", 16_000_000, "FixedString(1000000)", out -> {}));
        list.add(block("an unknown kind of column", out -> {
            WireOutput.writeVarUInt(out, 1);
            WireOutput.writeVarUInt(out, 1);
            WireOutput.writeString(out, "n");
            WireOutput.writeString(out, "Int32");
            out.writeByte(1);
            out.writeByte(200);
        }));
        list.add(block("a sparse value behind the last row", out -> {
            WireOutput.writeVarUInt(out, 1);
            WireOutput.writeVarUInt(out, 1);
            WireOutput.writeString(out, "n");
            WireOutput.writeString(out, "Int32");
            out.writeByte(1);
            out.writeByte(1);
            WireOutput.writeVarUInt(out, 1L << 61);
        }));
        return list;
    }

    /** A value of a Dynamic that brings its type along. */
    private static Evil shared(String name, Consumer<ByteBuf> writer) {
        return rows(name, 1, "Dynamic", out -> {
            out.writeLongLE(2).writeByte(0).writeLongLE(0).writeByte(0);
            ByteBuf value = Unpooled.buffer();
            writer.accept(value);
            WireOutput.writeVarUInt(out, value.readableBytes());
            out.writeBytes(value);
        });
    }

    /** Columns whose types or paths come with the data. */
    private static List<Evil> open() {
        List<Evil> list = new ArrayList<>();
        for (long count : LENGTHS) {
            String text = Long.toUnsignedString(count);
            for (int layout : new int[] {0, 2, 3}) {
                list.add(rows(text + " paths of a JSON in layout " + layout, 1, "JSON", out -> {
                    out.writeLongLE(layout);
                    out.writeZero(layout == 0 ? 1 : 0);
                    WireOutput.writeVarUInt(out, count);
                }));
            }
            list.add(rows(text + " types of a Dynamic", 1, "Dynamic", out -> {
                out.writeLongLE(3);
                WireOutput.writeVarUInt(out, count);
            }));
            list.add(rows("a path of " + text + " bytes", 1, "JSON", out -> {
                out.writeLongLE(3);
                WireOutput.writeVarUInt(out, 1);
                WireOutput.writeVarUInt(out, count);
            }));
        }
        list.add(rows("more paths of a JSON than come", 1, "JSON", out -> {
            out.writeLongLE(3);
            WireOutput.writeVarUInt(out, 2);
            WireOutput.writeString(out, "a");
            out.writeZero(100);
        }));
        list.add(rows("an Object whose type is none", 1, "Object('json')", out -> {
            out.writeByte(0);
            WireOutput.writeString(out, "Tuple(".repeat(DEPTH));
        }));
        list.add(rows("an unknown layout of a JSON", 1, "JSON", out -> out.writeLongLE(9)));
        list.add(rows("a discriminator out of range", 1, "Variant(Int8, String)", out -> {
            out.writeLongLE(0);
            out.writeByte(2);
        }));
        list.add(rows("an unknown mode of a Variant", 1, "Variant(Int8, String)", out -> out.writeLongLE(5)));
        list.add(rows("a discriminator of a Dynamic out of range", 1, "Dynamic", out -> {
            out.writeLongLE(3);
            WireOutput.writeVarUInt(out, 1);
            WireOutput.writeString(out, "Int8");
            out.writeByte(2);
        }));
        list.add(rows("a type in a Dynamic that is none", 1, "Dynamic", out -> {
            out.writeLongLE(3);
            WireOutput.writeVarUInt(out, 1);
            WireOutput.writeString(out, "Array(");
        }));
        list.add(block("a replicated row that is not there", out -> {
            WireOutput.writeVarUInt(out, 1);
            WireOutput.writeVarUInt(out, 1);
            WireOutput.writeString(out, "n");
            WireOutput.writeString(out, "Int32");
            out.writeByte(1);
            out.writeByte(4);
            WireOutput.writeVarUInt(out, 1);
            out.writeByte(1);
            out.writeByte(7);
            WireOutput.writeVarUInt(out, 1);
            out.writeZero(4);
        }));
        String deepDynamic = "Array(".repeat(NESTED) + "Dynamic" + ")".repeat(NESTED);
        list.add(rows("types of a Dynamic as deep as possible in one another", 1, "Dynamic", out -> {
            for (int level = 0; level < LEVELS; level++) {
                out.writeLongLE(3);
                WireOutput.writeVarUInt(out, 1);
                WireOutput.writeString(out, deepDynamic);
            }
        }));
        list.add(shared("values of a Dynamic as deep as possible in one another", value -> {
            for (int level = 0; level < LEVELS; level++) {
                for (int i = 0; i < NESTED; i++) {
                    value.writeByte(0x1e);
                }
                value.writeByte(0x2b).writeByte(32);
                for (int i = 0; i < NESTED; i++) {
                    value.writeByte(1);
                }
            }
            value.writeByte(1).writeByte(7);
        }));
        list.add(shared("a value of a Dynamic that is a tuple of a million", value -> {
            value.writeByte(0x1f);
            WireOutput.writeVarUInt(value, 1_000_000);
            for (int i = 0; i < 1_000_000; i++) {
                value.writeByte(1);
            }
        }));
        list.add(rows(
                "many arrays in a tuple, of which none comes",
                5_000,
                "Tuple(" + "Array(Int8), ".repeat(20_000) + "Int8)",
                out -> out.writeLongLE(-1)));
        return list;
    }

    private static List<Evil> frames() {
        List<Evil> list = new ArrayList<>();
        for (int size : new int[] {0, 5, 8, -1, Integer.MAX_VALUE}) {
            list.add(frame("a frame of " + size + " bytes", 0x82, size, 10));
        }
        for (int size : new int[] {-1, Integer.MAX_VALUE}) {
            list.add(frame("a frame of " + size + " bytes when it is unpacked", 0x82, 20, size));
        }
        list.add(frame("a frame with a wrong checksum", 0x82, 20, 30));
        list.add(frame("a frame of an unknown method", 0x77, 20, 30));
        return list;
    }

    private static Evil frame(String name, int method, int size, int unpacked) {
        return new Evil(name, true, out -> {
            out.writeByte(1);
            WireOutput.writeString(out, "");
            out.writeZero(16);
            out.writeByte(method);
            out.writeIntLE(size);
            out.writeIntLE(unpacked);
            out.writeZero(100);
        });
    }

    private static Evil packet(String name, Consumer<ByteBuf> writer) {
        return new Evil(name, false, writer);
    }

    private static Evil block(String name, Consumer<ByteBuf> writer) {
        return packet(name, out -> {
            out.writeByte(1);
            WireOutput.writeString(out, "");
            out.writeByte(0);
            writer.accept(out);
        });
    }

    private static Evil rows(String name, int rows, String type, Consumer<ByteBuf> writer) {
        return block(name, out -> {
            WireOutput.writeVarUInt(out, 1);
            WireOutput.writeVarUInt(out, rows);
            column(out, type);
            writer.accept(out);
        });
    }

    private static Evil type(String name, String type) {
        return rows(name, 1, type, out -> out.writeZero(100));
    }

    private static void column(ByteBuf out, String type) {
        WireOutput.writeString(out, "n");
        WireOutput.writeString(out, type);
        out.writeByte(0);
    }

    private static byte[] overlong(int value) {
        byte[] bytes = new byte[20];
        Arrays.fill(bytes, (byte) 0x80);
        bytes[0] |= (byte) value;
        bytes[19] = 1;
        return bytes;
    }
}
