package io.peristyle.codec;

import io.peristyle.column.Column;
import io.peristyle.column.DoubleColumn;
import io.peristyle.type.ClickHouseType;
import java.nio.DoubleBuffer;

/** Numbers of {@code Float64}. */
final class QBitDoubles implements QBitNumbers {
    private final double[] values;
    private final DoubleBuffer tile;

    QBitDoubles(double[] values, DoubleBuffer tile) {
        this.values = values;
        this.tile = tile;
    }

    @Override
    public void take(int vectors, int length, int at, int count, int distance) {
        if (length == count && count == distance) {
            tile.get(0, values, at, vectors * count);
            return;
        }
        for (int i = 0; i < vectors; i++) {
            int from = i * length;
            int to = at + i * distance;
            if (count >= FEW) {
                tile.get(from, values, to, count);
            } else {
                for (int k = 0; k < count; k++) {
                    values[to + k] = tile.get(from + k);
                }
            }
        }
    }

    @Override
    public void give(int vectors, int length, int at, int count, int distance) {
        if (length == count && count == distance) {
            tile.put(0, values, at, vectors * count);
            return;
        }
        for (int i = 0; i < vectors; i++) {
            int from = at + i * distance;
            int to = i * length;
            if (count >= FEW) {
                tile.put(to, values, from, count);
            } else {
                for (int k = 0; k < count; k++) {
                    tile.put(to + k, values[from + k]);
                }
            }
            for (int k = count; k < length; k++) {
                tile.put(to + k, 0);
            }
        }
    }

    @Override
    public Column column(ClickHouseType type, ColumnCodec<?> codec) {
        return new DoubleColumn(type, values, (DoubleCodec) codec);
    }
}
