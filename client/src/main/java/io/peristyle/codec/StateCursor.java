package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.wire.MalformedDataException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Walks over one state of an aggregate function, whose bytes may arrive one at a time, and copies it. Usable again after a
 * state.
 */
final class StateCursor {
    private static final int MOST_SHIFT = 63;
    private static final int LENGTH_BYTES = 4;

    private final List<StateStep> steps;
    private final int maximumBytes;
    private final Deque<StateStep> pending = new ArrayDeque<>();
    private boolean begun;
    private int start;
    /** Bytes to copy before the next step. */
    private long bytesLeft;
    /** Strings whose length has not been read. */
    private long stringsLeft;

    private long number;
    private int shift;
    private int lengthBytes;

    StateCursor(List<StateStep> steps, int maximumBytes) {
        this.steps = steps;
        this.maximumBytes = maximumBytes;
    }

    /** Reads on, appending to {@code out}; true when the state is complete. */
    boolean read(ByteBuf in, ByteBuf out) {
        if (!begun) {
            begun = true;
            start = out.writerIndex();
            pending.addAll(steps);
        }
        while (bytesLeft > 0 || stringsLeft > 0 || !pending.isEmpty()) {
            if (bytesLeft > 0) {
                int count = (int) Math.min(bytesLeft, in.readableBytes());
                out.writeBytes(in, count);
                bytesLeft -= count;
                if (bytesLeft > 0) {
                    return false;
                }
            } else if (!in.isReadable() || !step(in, out)) {
                return false;
            }
        }
        begun = false;
        return true;
    }

    /** One step further; false if bytes are missing. */
    private boolean step(ByteBuf in, ByteBuf out) {
        if (stringsLeft > 0) {
            if (readNumber(in, out)) {
                stringsLeft--;
                copy(number, 1, out);
                return true;
            }
            return false;
        }
        StateStep step = pending.element();
        if (step instanceof StateStep.Bytes bytes) {
            bytesLeft = bytes.count();
        } else if (step instanceof StateStep.Optional optional) {
            byte mark = in.readByte();
            out.writeByte(mark);
            pending.remove();
            if (mark != 0) {
                for (int i = optional.steps().size() - 1; i >= 0; i--) {
                    pending.addFirst(optional.steps().get(i));
                }
            }
            return true;
        } else if (step instanceof StateStep.SizedString) {
            if (!readLength(in, out)) {
                return false;
            }
        } else if (!readNumber(in, out)) {
            return false;
        } else if (step instanceof StateStep.Values values) {
            copy(number, values.width(), out);
        } else if (step instanceof StateStep.Strings) {
            check(number, 1, out);
            stringsLeft = number;
        }
        pending.remove();
        return true;
    }

    private boolean readNumber(ByteBuf in, ByteBuf out) {
        if (shift == 0) {
            number = 0;
        }
        while (in.isReadable()) {
            byte next = in.readByte();
            out.writeByte(next);
            if (shift > MOST_SHIFT) {
                throw new MalformedDataException("a number of more than ten bytes in a state of an aggregate function");
            }
            number |= (long) (next & 0x7f) << shift;
            shift += 7;
            if (next >= 0) {
                shift = 0;
                return true;
            }
        }
        return false;
    }

    private boolean readLength(ByteBuf in, ByteBuf out) {
        if (lengthBytes == 0) {
            number = 0;
        }
        while (in.isReadable() && lengthBytes < LENGTH_BYTES) {
            byte next = in.readByte();
            out.writeByte(next);
            number |= (next & 0xffL) << (8 * lengthBytes++);
        }
        if (lengthBytes < LENGTH_BYTES) {
            return false;
        }
        lengthBytes = 0;
        if ((int) number != -1) {
            copy(number, 1, out);
        }
        return true;
    }

    private void copy(long count, int width, ByteBuf out) {
        check(count, width, out);
        bytesLeft = count * width;
    }

    private void check(long count, int width, ByteBuf out) {
        long soFar = out.writerIndex() - (long) start;
        if (count < 0 || count > (maximumBytes - soFar) / width) {
            throw new MalformedDataException("a state of an aggregate function of over " + maximumBytes + " bytes");
        }
    }
}
