package io.peristyle.cli.format;

import io.peristyle.column.FixedBytesColumn;
import io.peristyle.type.DecimalType;

/** How to write types of a fixed number of bytes beyond eight. */
final class FixedCells {
    private FixedCells() {}

    static CellWriter of(FixedBytesColumn column, TextStyle style, TextDialect dialect) {
        byte[] bytes = column.bytes();
        int width = column.width();
        if (column.type().plain() instanceof DecimalType type) {
            DecimalText text = new DecimalText(type.scale(), dialect.trailingZeros());
            return (out, row) -> text.write(out, WideInteger.signed(bytes, row * width, width));
        }
        return switch (column.type().plain().name()) {
            case "FixedString" -> (out, row) -> StringText.write(out, style, bytes, row * width, (row + 1) * width);
            case "UUID" -> ScalarCells.quoted(style, (out, row) -> AddressText.writeUuid(out, bytes, row * width));
            case "IPv6" -> ScalarCells.quoted(style, (out, row) -> AddressText.writeIpv6(out, bytes, row * width));
            case "Int128", "Int256" ->
                LongCells.integers(
                        style,
                        dialect,
                        (out, row) -> out.putAscii(
                                WideInteger.signed(bytes, row * width, width).toString()));
            case "UInt128", "UInt256" ->
                LongCells.integers(
                        style,
                        dialect,
                        (out, row) -> out.putAscii(
                                WideInteger.unsigned(bytes, row * width, width).toString()));
            default -> ScalarCells.other(column, style);
        };
    }
}
