package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.peristyle.wire.MalformedDataException;

/** Values of {@code QBit}: the number of their numbers, then those as they are, of which Native has the bits apart. */
final class QBitRowBinary extends RowBinary {
    private final QBitCodec codec;
    private final int vectorBytes;
    private final ByteBuf numbers = Unpooled.buffer();

    QBitRowBinary(QBitCodec codec, ReadBudget budget) {
        super(budget);
        this.codec = codec;
        this.vectorBytes = codec.type().dimension() * codec.planes() / Byte.SIZE;
    }

    @Override
    void takeValue(ByteBuf in) {
        int count = count(in);
        if (count != codec.type().dimension()) {
            throw new MalformedDataException(count + " numbers in a vector of type " + codec.type());
        }
        reserve(vectorBytes);
        numbers.writeBytes(in, vectorBytes);
    }

    @Override
    void addDefaultValue() {
        reserve(vectorBytes);
        numbers.writeZero(vectorBytes);
    }

    @Override
    void writePrefix(ByteBuf out) {}

    @Override
    void write(ByteBuf out) {
        codec.write(out, codec.column(numbers.duplicate(), rows(), budget()), 0, rows());
    }
}
