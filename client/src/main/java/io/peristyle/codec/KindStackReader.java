package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.error.FailureContext;
import io.peristyle.error.UnsupportedTypeException;
import io.peristyle.wire.MalformedDataException;
import io.peristyle.wire.VarUIntReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the record of a column's layout; for a tuple that of each element follows, in order.
 *
 * <pre>
 * 01                 sparse
 * 00 | 01 | 00       a tuple, its first element sparse, its second not
 * 05 03 00 01 03     three kinds, innermost first: default, sparse, replicated
 * </pre>
 */
final class KindStackReader {
    private static final int MAXIMUM_COMBINATION = 3;
    private static final int COMBINED_REPLICATED = 3;
    private static final String DETACHED = "the server marshalled the column ahead of its block, as it does only for"
            + " other servers; enable_parallel_blocks_marshalling = 0 prevents it";

    private enum Stage {
        KIND,
        COMBINATION_SIZE,
        COMBINATION,
        ELEMENTS
    }

    private final List<ElementCodec> elementCodecs;
    private final List<KindStack> elements = new ArrayList<>();
    private final VarUIntReader combinationSize = new VarUIntReader();
    private @Nullable KindStackReader element;
    private Stage stage = Stage.KIND;
    private int combined;
    private boolean sparse;
    private boolean replicated;

    KindStackReader(ElementCodec codec) {
        elementCodecs = elements(codec);
    }

    private static List<ElementCodec> elements(ElementCodec codec) {
        if ((ColumnCodec<?>) codec.codec() instanceof RenamedCodec renamed) {
            return elements(renamed.inner());
        }
        return (ColumnCodec<?>) codec.codec() instanceof TupleCodec tuple ? tuple.elements() : List.of();
    }

    /** Reads on; true when the record is complete. */
    boolean read(ByteBuf in) {
        while (stage != Stage.ELEMENTS) {
            if (!in.isReadable()) {
                return false;
            }
            readStage(in);
        }
        return readElements(in);
    }

    private void readStage(ByteBuf in) {
        switch (stage) {
            case KIND -> kind(in.readByte());
            case COMBINATION_SIZE -> {
                if (combinationSize.read(in)) {
                    combination(combinationSize.value());
                }
            }
            default -> {
                combinedKind(in.readByte());
                combined++;
                if (combined == combinationSize.value()) {
                    stage = Stage.ELEMENTS;
                }
            }
        }
    }

    private void kind(byte kind) {
        switch (kind) {
            case 0 -> {}
            case 1 -> sparse = true;
            case 2, 3 -> throw new UnsupportedTypeException(DETACHED, FailureContext.NOTHING_SENT, null);
            case 4 -> replicated = true;
            case 5 -> {}
            default -> throw new MalformedDataException("layout " + (kind & 0xff) + " of a column; 5 is the last");
        }
        stage = kind == 5 ? Stage.COMBINATION_SIZE : Stage.ELEMENTS;
    }

    private void combination(long size) {
        if (size < 1 || size > MAXIMUM_COMBINATION) {
            throw new MalformedDataException("a combination of " + Long.toUnsignedString(size)
                    + " layouts of a column; 1 to " + MAXIMUM_COMBINATION + " are possible");
        }
        stage = Stage.COMBINATION;
    }

    private void combinedKind(byte kind) {
        if (kind == 2) {
            throw new UnsupportedTypeException(DETACHED, FailureContext.NOTHING_SENT, null);
        }
        boolean first = combined == 0 && kind == 0;
        boolean sparseNext = combined > 0 && kind == 1 && !sparse && !replicated;
        boolean replicatedNext = combined > 0 && kind == COMBINED_REPLICATED && !replicated;
        if (!first && !sparseNext && !replicatedNext) {
            throw new MalformedDataException("layout " + (kind & 0xff) + " in a combination, where it cannot stand");
        }
        sparse |= sparseNext;
        replicated |= replicatedNext;
    }

    private boolean readElements(ByteBuf in) {
        while (elements.size() < elementCodecs.size()) {
            if (element == null) {
                element = new KindStackReader(elementCodecs.get(elements.size()));
            }
            if (!element.read(in)) {
                return false;
            }
            elements.add(element.stack());
            element = null;
        }
        return true;
    }

    /** The record read. */
    KindStack stack() {
        return new KindStack(sparse, replicated, List.copyOf(elements));
    }
}
