package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.VariantColumn;
import io.peristyle.wire.MalformedDataException;

/** The mode of a {@code Variant} and the prefixes of its types. */
final class VariantPrefix implements ColumnPrefix<VariantColumn> {
    static final long BASIC = 0;

    private final VariantLayout layout;
    private final WordReader mode = new WordReader();
    private boolean modeRead;
    private int complete;

    VariantPrefix(VariantLayout layout) {
        this.layout = layout;
    }

    @Override
    public boolean read(ByteBuf in) {
        if (!modeRead) {
            if (!mode.read(in)) {
                return false;
            }
            check(mode.value());
            modeRead = true;
        }
        while (complete < layout.members().size()) {
            if (!layout.members().get(complete).read(in)) {
                return false;
            }
            complete++;
        }
        return true;
    }

    private static void check(long mode) {
        if (mode != BASIC) {
            throw new MalformedDataException(
                    "mode " + mode + " of the discriminators of a Variant; only " + BASIC + " is sent to clients");
        }
    }

    @Override
    public ColumnReader<VariantColumn> reader(int rows) {
        return new VariantReader(layout, rows);
    }
}
