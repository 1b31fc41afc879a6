package io.peristyle.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** In which order the types of a {@code Dynamic} are written, and what stands for each in a row. */
final class DynamicOrder {
    /** The type of values that a server keeps as bytes; sorted in among the others, though never listed. */
    static final String HIDDEN = "SharedVariant";

    private static final Comparator<String> BY_BYTES =
            Comparator.comparing(name -> name.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    private final int[] listed;
    private final int[] indices;
    private final int nullIndex;

    private DynamicOrder(int[] listed, int[] indices, int nullIndex) {
        this.listed = listed;
        this.indices = indices;
        this.nullIndex = nullIndex;
    }

    /** The types in the order of the prefix, by their place in the column. */
    int[] listed() {
        return listed;
    }

    /** What rows say for the type at {@code place} in the column. */
    int index(int place) {
        return indices[place];
    }

    /** What rows say for NULL. */
    int nullIndex() {
        return nullIndex;
    }

    static DynamicOrder of(DynamicLayout layout, List<String> types) {
        if (layout == DynamicLayout.FLAT) {
            int[] same = IntStream.range(0, types.size()).toArray();
            return new DynamicOrder(same, same, types.size());
        }
        if (types.size() > DynamicPrefix.MOST_HIDDEN_TYPES) {
            throw new IllegalArgumentException(
                    "a Dynamic takes at most " + DynamicPrefix.MOST_HIDDEN_TYPES + " types in a block for this server");
        }
        int[] listed = IntStream.range(0, types.size())
                .boxed()
                .sorted(Comparator.comparing(types::get, BY_BYTES))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] indices = new int[types.size()];
        for (int i = 0; i < listed.length; i++) {
            boolean behindHidden = BY_BYTES.compare(types.get(listed[i]), HIDDEN) > 0;
            indices[listed[i]] = behindHidden ? i + 1 : i;
        }
        return new DynamicOrder(listed, indices, VariantCodec.NULL);
    }

    /** Where the hidden type stands among the types listed, which are sorted. */
    static int hiddenPlace(List<String> listed) {
        int place = 0;
        while (place < listed.size() && BY_BYTES.compare(listed.get(place), HIDDEN) < 0) {
            place++;
        }
        return place;
    }

    /** The types as rows count them: sorted, the hidden one among them. */
    static List<String> withHidden(List<String> listed) {
        return java.util.stream.Stream.concat(listed.stream(), java.util.stream.Stream.of(HIDDEN))
                .sorted(BY_BYTES)
                .toList();
    }
}
