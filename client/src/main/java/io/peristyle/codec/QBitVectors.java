package io.peristyle.codec;

import io.peristyle.type.QBitType;

/**
 * Goes through the planes of a group a tile at a time: the group's numbers of whole vectors, or some of their bytes if they are
 * larger than a tile.
 */
final class QBitVectors {
    private final BitPlanes planes;
    private final QBitTile tile;
    private final int dimension;
    private final int stride;
    private final int vectorBytes;

    QBitVectors(BitPlanes planes, QBitTile tile, QBitType type) {
        this.planes = planes;
        this.tile = tile;
        this.dimension = type.dimension();
        this.stride = type.stride();
        this.vectorBytes = bytes(stride);
    }

    /** Bytes of a vector of so many numbers in a plane. */
    static int bytes(int dimension) {
        return (dimension + Byte.SIZE - 1) / Byte.SIZE;
    }

    /** Sets {@code numbers} from {@code to} on, where the group's are of the first vector, to those in the planes. */
    void read(QBitNumbers numbers, int to) {
        int count;
        for (int at = 0; at < planes.planeBytes(); at += count) {
            count = count(at);
            int bytes = Math.min(count, vectorBytes);
            planes.load(at, count);
            tile.take(count, bytes);
            numbers.take(
                    count / bytes,
                    bytes * Byte.SIZE,
                    to + at / vectorBytes * dimension + first(at, bytes),
                    numbers(at, bytes),
                    dimension);
        }
    }

    /** Sets the planes to {@code numbers} from {@code from} on. */
    void write(QBitNumbers numbers, int from) {
        int count;
        for (int at = 0; at < planes.planeBytes(); at += count) {
            count = count(at);
            int bytes = Math.min(count, vectorBytes);
            numbers.give(
                    count / bytes,
                    bytes * Byte.SIZE,
                    from + at / vectorBytes * dimension + first(at, bytes),
                    numbers(at, bytes),
                    dimension);
            planes.begin(count);
            tile.give(count, bytes);
            planes.store(at, count);
        }
    }

    /** Bytes of each plane in the tile that begins with byte {@code at}. */
    private int count(int at) {
        int most = planes.tileBytes();
        return vectorBytes > most
                ? Math.min(most, vectorBytes - at % vectorBytes)
                : Math.min(most / vectorBytes * vectorBytes, planes.planeBytes() - at);
    }

    /** The first number of a vector in {@code bytes} of its bytes, byte {@code at} of a plane and on: they are in reverse order. */
    private int first(int at, int bytes) {
        return (vectorBytes - at % vectorBytes - bytes) * Byte.SIZE;
    }

    /** How many numbers of a vector are in these bytes. */
    private int numbers(int at, int bytes) {
        return Math.min(bytes * Byte.SIZE, stride - first(at, bytes));
    }
}
