package io.peristyle.client;

import io.peristyle.column.BlockRange;
import io.peristyle.options.InsertOptions;
import io.peristyle.record.BlockAssembler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Cuts objects into blocks of the size that the limits say. Not thread-safe. */
final class ListedBlocks<T> {
    /** Objects whose values are taken a column at a time; of fewer, builders do not encode texts in batches. */
    private static final int AT_ONCE = 256;

    private final BlockAssembler<T> assembler;
    private final InsertOptions limits;

    ListedBlocks(BlockAssembler<T> assembler, InsertOptions limits) {
        this.assembler = assembler;
        this.limits = limits;
    }

    /** @param expected how many there are, about */
    List<BlockRange> of(Collection<? extends T> objects, int expected) {
        List<BlockRange> ranges = new ArrayList<>();
        @SuppressWarnings("unchecked") // Nobody but the assembler sees the array.
        T[] some = (T[]) new Object[Math.max(1, Math.min(AT_ONCE, expected))];
        int filled = 0;
        for (T object : objects) {
            some[filled++] = object;
            if (filled == some.length) {
                add(some, filled, ranges);
                filled = 0;
            }
        }
        add(some, filled, ranges);
        if (assembler.rows() > 0) {
            ranges.add(BlockRange.all(assembler.build()));
        }
        return ranges;
    }

    private void add(T[] some, int count, List<BlockRange> ranges) {
        int added = 0;
        while (added < count) {
            int most = Math.min(count - added, limits.maximumBlockRows() - assembler.rows());
            T[] rest = added == 0 ? some : Arrays.copyOfRange(some, added, count);
            added += assembler.addUpTo(limits.maximumBlockBytes(), rest, most);
            if (assembler.rows() >= limits.maximumBlockRows() || assembler.bytes() >= limits.maximumBlockBytes()) {
                ranges.add(BlockRange.all(assembler.build()));
            }
        }
    }
}
