package io.peristyle.transport.http;

import io.peristyle.codec.CodecRegistry;
import io.peristyle.column.Block;
import io.peristyle.column.Column;
import io.peristyle.query.InsertTarget;
import io.peristyle.query.QueryOptions;
import io.peristyle.query.QueryRequest;
import io.peristyle.type.ClickHouseType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The types of an insert's columns as the server has them now, which HTTP does not tell by itself. */
final class ColumnLookup {
    private final InsertTarget target;
    private final Map<String, String> types = new HashMap<>();

    ColumnLookup(InsertTarget target) {
        this.target = target;
    }

    /** The question. */
    QueryRequest request(QueryOptions options) {
        QueryOptions own = new QueryOptions("", List.of(), options.roles(), options.trace(), options.compressed());
        return new QueryRequest("DESCRIBE TABLE " + target.table(), List.of(), own, true, false);
    }

    /** Some lines of the answer. */
    void add(Block lines) {
        for (int row = 0; row < lines.rows(); row++) {
            types.put(lines.column(0).stringValue(row), lines.column(1).stringValue(row));
        }
    }

    /** Names and types of those columns that the table has. */
    Block header(CodecRegistry codecs) {
        List<String> names = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        for (String name : target.columns()) {
            String type = types.get(name);
            if (type != null) {
                names.add(name);
                columns.add(codecs.builder(ClickHouseType.parse(type), 0).build());
            }
        }
        return new Block(0, names, columns);
    }
}
