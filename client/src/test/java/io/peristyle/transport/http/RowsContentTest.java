package io.peristyle.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.peristyle.codec.BlockWriter;
import io.peristyle.codec.CodecRegistry;
import io.peristyle.column.Block;
import io.peristyle.column.BlockRange;
import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.revision.Revision;
import io.peristyle.type.ClickHouseType;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pieces of a block, one of whose columns is encoded as a whole, are the block, none of them is large, and none is kept. */
final class RowsContentTest {
    private static final int ROWS = 50_000;
    private static final int PIECE = 64 << 10;
    private static final int SPARE = 16 << 10;
    private static final CodecRegistry CODECS = new CodecRegistry(ZoneOffset.UTC);
    private static final Block BLOCK = block();
    private static final BlockRange RANGE = new BlockRange(BLOCK, 7, ROWS - 7);

    private final PooledByteBufAllocator allocator = new PooledByteBufAllocator(true);

    @AfterEach
    void everyBufferWasGivenBack() {
        assertThat(allocator.metric().directArenas())
                .allSatisfy(arena -> assertThat(arena.numActiveAllocations()).isZero());
    }

    @Test
    void areTheBlockInItsOrder() {
        List<ByteBuf> pieces = new ArrayList<>();
        RowsContent content = content(UnaryOperator.identity());
        while (!content.isDone()) {
            pieces.add(content.next());
        }
        assertThat(pieces)
                .hasSizeGreaterThan(20)
                .allSatisfy(piece -> assertThat(piece.readableBytes()).isBetween(1, PIECE + SPARE));

        ByteBuf whole = Unpooled.buffer();
        new BlockWriter(Revision.NONE, CODECS).write(whole, BLOCK, 7, ROWS - 7);
        ByteBuf sent = Unpooled.wrappedBuffer(pieces.toArray(ByteBuf[]::new));
        assertThat(sent.equals(whole)).isTrue();
        sent.release();
    }

    @Test
    void areGivenBackIfNoFurtherOneIsWantedAtAnyPlace() {
        for (int taken = 0; taken < 20; taken++) {
            RowsContent content = content(UnaryOperator.identity());
            for (int i = 0; i < taken; i++) {
                content.next().release();
            }
            content.release();
            everyBufferWasGivenBack();
        }
    }

    @Test
    void areGivenBackIfOneOfThemCannotBeCompressed() {
        for (int well = 0; well < 20; well++) {
            int[] left = {well};
            RowsContent content = content(piece -> {
                piece.release();
                if (left[0]-- == 0) {
                    throw new IllegalStateException("no more");
                }
                return Unpooled.EMPTY_BUFFER;
            });
            for (int i = 0; i < well; i++) {
                content.next();
            }
            assertThatThrownBy(content::next).hasMessage("no more");
            everyBufferWasGivenBack();
        }
    }

    private RowsContent content(UnaryOperator<ByteBuf> compression) {
        return new RowsContent(
                new BlockWriter(Revision.NONE, CODECS).pieces(List.of(RANGE)),
                compression,
                PIECE,
                Long.MAX_VALUE,
                allocator);
    }

    private static Block block() {
        return new Block(
                ROWS,
                List.of("number", "text", "list", "word", "maybe"),
                List.of(
                        column("UInt64", row -> (long) row),
                        column("String", row -> "x".repeat(row % 50)),
                        column("Array(UInt32)", row -> List.of((long) row, (long) row + 1)),
                        column("LowCardinality(String)", row -> "word " + row % 300),
                        column("Nullable(Int32)", row -> row)));
    }

    private static Column column(String type, IntFunction<Object> value) {
        ColumnBuilder column = CODECS.builder(ClickHouseType.parse(type), ROWS);
        for (int row = 0; row < ROWS; row++) {
            column.append(value.apply(row));
        }
        return column.build();
    }
}
