package io.peristyle.client;

import io.peristyle.column.Block;
import io.peristyle.column.BlockRange;
import io.peristyle.column.ColumnFactory;
import io.peristyle.options.InsertOptions;
import io.peristyle.query.TableColumn;
import java.util.ArrayList;
import java.util.List;

/** A block that the user made or received; sent as it is. */
final class BlockRows implements InsertRows {
    private final Block block;

    BlockRows(Block block) {
        this.block = block;
    }

    static List<TableColumn> columns(Block block) {
        List<TableColumn> columns = new ArrayList<>();
        for (int i = 0; i < block.columns().size(); i++) {
            columns.add(new TableColumn(block.names().get(i), block.column(i).type(), ""));
        }
        return columns;
    }

    @Override
    public List<TableColumn> ownColumns() {
        return columns(block);
    }

    @Override
    public List<TableColumn> columns(List<TableColumn> offered, boolean chosen) {
        return columns(block);
    }

    @Override
    public RowSource source(List<TableColumn> columns, ColumnFactory factory, InsertOptions limits) {
        return new RangeSource(columns, List.of(BlockRange.all(block)));
    }
}
