package io.peristyle.transport.tcp;

import io.peristyle.codec.CodecRegistry;
import io.peristyle.column.Block;
import io.peristyle.column.BlockRange;
import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.query.BlockSource;
import io.peristyle.type.ClickHouseType;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Blocks of numbers from 0 on, the same in each column of the target, which are integers or text. */
class NumberedRows implements BlockSource {
    private final CodecRegistry codecs = new CodecRegistry(ZoneOffset.UTC);
    private final int blocks;
    private final int rowsEach;
    volatile @Nullable Block header;
    private final AtomicInteger taken = new AtomicInteger();
    volatile boolean cancelled;

    NumberedRows(int blocks, int rowsEach) {
        this.blocks = blocks;
        this.rowsEach = rowsEach;
    }

    @Override
    public void accept(Block block) {
        header = block;
    }

    @Override
    public CompletionStage<@Nullable BlockRange> next() {
        if (given() == blocks) {
            return CompletableFuture.completedFuture(null);
        }
        int first = taken.getAndIncrement() * rowsEach;
        return CompletableFuture.completedFuture(BlockRange.all(block(first)));
    }

    @Override
    public void cancel() {
        cancelled = true;
    }

    /** Blocks that were asked for. */
    int given() {
        return taken.get();
    }

    private Block block(int first) {
        Block target = header;
        if (target == null) {
            throw new AssertionError("asked for rows before the header came");
        }
        List<Column> columns = new ArrayList<>();
        for (ClickHouseType type : target.types()) {
            ColumnBuilder builder = codecs.codec(type).builder(rowsEach);
            for (int i = 0; i < rowsEach; i++) {
                if (type.toString().equals("String")) {
                    builder.append(String.valueOf(first + i));
                } else {
                    builder.appendLong(first + i);
                }
            }
            columns.add(builder.build());
        }
        return new Block(rowsEach, target.names(), columns);
    }
}
