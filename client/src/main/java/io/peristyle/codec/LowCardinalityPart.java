package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.Column;
import io.peristyle.column.DictionaryColumn;
import io.peristyle.column.NullableColumn;
import java.util.Arrays;

/**
 * Rows of a dictionary column with a dictionary as servers want it: only what these rows refer to, behind the default
 * value, and that behind NULL if the type is nullable.
 */
final class LowCardinalityPart {
    /** The dictionary's values, of the type without nullable. */
    private final Column entries;

    /** For each row, its value's place among the entries. */
    private final int[] indices;

    private LowCardinalityPart(Column entries, int[] indices) {
        this.entries = entries;
        this.indices = indices;
    }

    static LowCardinalityPart of(DictionaryColumn column, int from, int to) {
        Column dictionary = column.dictionary();
        boolean whole = from == 0 && to == column.size() && dictionary.size() <= (long) column.size() + 2;
        if (whole && beginsAsItShould(dictionary)) {
            return new LowCardinalityPart(values(dictionary), column.indices());
        }
        return compacted(column, from, to);
    }

    private static Column values(Column dictionary) {
        return dictionary instanceof NullableColumn nullable ? nullable.values() : dictionary;
    }

    private static boolean beginsAsItShould(Column dictionary) {
        if (dictionary.size() == 0) {
            return false;
        }
        if (!(dictionary instanceof NullableColumn nullable)) {
            return DefaultValues.isDefault(dictionary, 0);
        }
        for (int entry = 0; entry < nullable.size(); entry++) {
            if (nullable.isNull(entry) != (entry == 0)) {
                return false;
            }
        }
        return true;
    }

    private static LowCardinalityPart compacted(DictionaryColumn column, int from, int to) {
        Column dictionary = column.dictionary();
        int defaultSlot = dictionary instanceof NullableColumn ? 1 : 0;
        int[] slots = new int[dictionary.size()];
        Arrays.fill(slots, -1);
        int[] entries = new int[Math.min(dictionary.size(), to - from) + defaultSlot + 1];
        Arrays.fill(entries, 0, defaultSlot + 1, -1);
        int used = defaultSlot + 1;
        int[] indices = new int[to - from];
        for (int i = 0; i < indices.length; i++) {
            int entry = column.indices()[from + i];
            if (slots[entry] < 0) {
                slots[entry] = reservedSlot(dictionary, entry, defaultSlot);
                if (slots[entry] < 0) {
                    entries[used] = entry;
                    slots[entry] = used++;
                }
            }
            indices[i] = slots[entry];
        }
        return new LowCardinalityPart(values(dictionary).gather(Arrays.copyOf(entries, used)), indices);
    }

    /** Where NULL or the default value stand; -1 for other values. */
    private static int reservedSlot(Column dictionary, int entry, int defaultSlot) {
        if (dictionary.isNull(entry)) {
            return 0;
        }
        return DefaultValues.isDefault(values(dictionary), entry) ? defaultSlot : -1;
    }

    void write(ByteBuf out, ElementCodec values) {
        int code = entries.size() <= 1 << 8 ? 0 : entries.size() <= 1 << 16 ? 1 : 2;
        out.writeLongLE(code | LowCardinalityReader.OWN_DICTIONARY | LowCardinalityReader.UPDATE_DICTIONARY);
        out.writeLongLE(entries.size());
        values.write(out, entries, 0, entries.size());
        out.writeLongLE(indices.length);
        out.ensureWritable(Math.multiplyExact(indices.length, 1 << code));
        writeIndices(out, code);
    }

    private void writeIndices(ByteBuf out, int code) {
        if (code == 0) {
            for (int index : indices) {
                out.writeByte(index);
            }
        } else if (code == 1) {
            for (int index : indices) {
                out.writeShortLE(index);
            }
        } else {
            for (int index : indices) {
                out.writeIntLE(index);
            }
        }
    }
}
