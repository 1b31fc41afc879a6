package io.peristyle.client;

import io.peristyle.column.BlockRange;
import io.peristyle.query.TableColumn;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Blocks made of what a publisher delivers, as they are asked for. */
final class PublishedSource<T> extends RowSource {
    private final PublishedRows<T> rows;
    private final BlockPacker<T> packer;

    PublishedSource(List<TableColumn> columns, PublishedRows<T> rows, BlockPacker<T> packer) {
        super(columns);
        this.rows = rows;
        this.packer = packer;
    }

    @Override
    public CompletionStage<@Nullable BlockRange> next() {
        CompletableFuture<@Nullable BlockRange> next = new CompletableFuture<>();
        rows.pack(packer, next);
        return next;
    }

    @Override
    public void cancel() {
        if (hasBegun()) {
            rows.abandon();
        }
    }
}
