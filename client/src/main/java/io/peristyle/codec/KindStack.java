package io.peristyle.codec;

import io.peristyle.column.Column;
import java.util.ArrayList;
import java.util.List;

/**
 * How the server chose to lay a column out, beside the ordinary way: default values left out, and on top of that repeated
 * rows sent once.
 *
 * @param sparse whether rows with the default value are left out
 * @param replicated whether rows are given as indices into fewer values
 * @param elements the layout of each element, if the column is a tuple
 */
record KindStack(boolean sparse, boolean replicated, List<KindStack> elements) {
    /** The ordinary layout, of elements too. */
    static final KindStack DEFAULT = new KindStack(false, false, List.of());

    /** The prefix of a column laid out this way: that of the innermost values. */
    ColumnPrefix<? extends Column> prefix(ElementCodec codec, ReadBudget budget) {
        if ((ColumnCodec<?>) codec.codec() instanceof RenamedCodec renamed) {
            return renamed.renamed(prefix(renamed.inner(), budget));
        }
        ColumnPrefix<? extends Column> prefix = sparse ? SparsePrefix.of(codec, budget) : dense(codec, budget);
        return replicated ? new ReplicatedPrefix(prefix, budget) : prefix;
    }

    private ColumnPrefix<? extends Column> dense(ElementCodec codec, ReadBudget budget) {
        if (elements.isEmpty() || !((ColumnCodec<?>) codec.codec() instanceof TupleCodec tuple)) {
            return codec.prefix(budget);
        }
        List<ColumnPrefix<? extends Column>> prefixes = new ArrayList<>(elements.size());
        for (int i = 0; i < elements.size(); i++) {
            prefixes.add(elements.get(i).prefix(tuple.elements().get(i), budget));
        }
        return new TuplePrefix(tuple.type(), prefixes);
    }
}
