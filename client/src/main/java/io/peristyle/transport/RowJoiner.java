package io.peristyle.transport;

import io.peristyle.column.BlockRange;
import io.peristyle.query.BlockSource;
import io.peristyle.query.InsertRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Puts blocks of an insert that are ready into one on the wire, as far as the server would join them to one write anyway: that
 * costs it less than several which it copies together.
 *
 * @param unit what the server joins
 * @param bytes the most that a joined block takes at the server, about
 */
public record RowJoiner(WriteUnit unit, long bytes) {
    private static final String TOKEN = "insert_deduplication_token";

    /**
     * What may be joined of {@code request}: nothing under a deduplication token, under which a server stores rows again that come
     * again in other blocks, for how many of them join depends on the server as well.
     */
    public static RowJoiner of(InsertRequest request) {
        long bytes = request.options().setting(TOKEN) == null ? request.joinedBytes() : 0;
        return new RowJoiner(WriteUnit.of(request.options()), bytes);
    }

    /**
     * {@code first}, which {@code source} gave last, and what it has ready behind.
     *
     * @param joinable whether such rows may be written behind others
     */
    public JoinedRows join(BlockRange first, BlockSource source, Predicate<? super BlockRange> joinable) {
        JoinedRows alone = JoinedRows.of(first);
        if (alone.bytes() >= bytes || !joinable.test(first)) {
            return alone;
        }
        Room room = new Room(alone);
        Predicate<BlockRange> fits = next -> room.holds(next) && joinable.test(next);
        @Nullable BlockRange next = source.nextReady(fits);
        if (next == null) {
            return alone;
        }
        List<BlockRange> parts = new ArrayList<>(alone.parts());
        while (next != null) {
            parts.add(next);
            room.take(next);
            next = source.nextReady(fits);
        }
        return new JoinedRows(parts, room.takenRows, room.takenBytes);
    }

    private final class Room {
        private long takenRows;
        private long takenBytes;

        Room(JoinedRows taken) {
            takenRows = taken.rows();
            takenBytes = taken.bytes();
        }

        boolean holds(BlockRange next) {
            long sumOfRows = takenRows + next.rows();
            long sumOfBytes = takenBytes + WriteUnit.bytesAtServer(next);
            return sumOfBytes <= bytes && unit.takes(1, sumOfRows, sumOfBytes) && unit.takes(2, sumOfRows, sumOfBytes);
        }

        void take(BlockRange next) {
            takenRows += next.rows();
            takenBytes += WriteUnit.bytesAtServer(next);
        }
    }
}
