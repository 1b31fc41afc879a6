package io.peristyle.record;

import io.peristyle.column.Block;
import io.peristyle.query.Row;
import io.peristyle.query.TableColumn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Objects written to the columns of a table, as an insert does it. */
final class Writing {
    private Writing() {}

    /** The rows that become of {@code objects}, each with a value for each column chosen. */
    static List<List<@Nullable Object>> written(List<?> objects, TableColumn... table) {
        return written(objects, false, table);
    }

    static List<List<@Nullable Object>> written(List<?> objects, boolean chosen, TableColumn... table) {
        Block block = block(objects, chosen, table);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int row = 0; row < block.rows(); row++) {
            rows.add(new Row(block, row).values());
        }
        return rows;
    }

    @SuppressWarnings("unchecked")
    static Block block(List<?> objects, boolean chosen, TableColumn... table) {
        RowWriting<Object> writing =
                (RowWriting<Object>) new Mappings().writing(objects.get(0).getClass());
        List<TableColumn> columns = writing.columns(List.of(table), chosen, objects);
        BlockAssembler<Object> assembler = new BlockAssembler<>(columns, writing, Columns.FACTORY, 16);
        objects.forEach(assembler::add);
        return assembler.build();
    }
}
