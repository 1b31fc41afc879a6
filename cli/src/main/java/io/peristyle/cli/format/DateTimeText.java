package io.peristyle.cli.format;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * Instants as local date and time of one zone, {@code 2024-01-31 12:00:00.5}. Remembers the stretch of time in which the
 * offset that it used last holds. Not thread-safe.
 */
final class DateTimeText {
    private static final int SECONDS_PER_DAY = 86_400;
    /** Where narrow dates end, in the zone and in UTC. */
    private static final long NARROW_END = 49_710L * SECONDS_PER_DAY;

    private static final long LEAST_LOCAL = -62_167_219_200L;
    private static final long GREATEST_LOCAL = 253_402_300_799L;
    /** Far beyond both, within what java.time knows. */
    private static final long MOST_SECONDS = 1_000_000_000_000L;

    private static final long[] POWERS = {
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
    };

    private final ZoneRules rules;
    private final boolean narrow;

    private int offset;
    private long offsetFrom = 1;
    private long offsetTo;

    DateTimeText(ZoneId zone, boolean narrow) {
        this.rules = zone.getRules();
        this.narrow = narrow;
    }

    void writeSeconds(TextBuffer out, long seconds) {
        if (narrow && seconds == 0) {
            out.putAscii("0000-00-00 00:00:00");
            return;
        }
        long known = Math.min(Math.max(seconds, -MOST_SECONDS), MOST_SECONDS);
        long local = Math.min(Math.max(known + offset(known), LEAST_LOCAL), GREATEST_LOCAL);
        if (narrow && Math.max(seconds, local) >= NARROW_END) {
            local %= SECONDS_PER_DAY;
        }
        DateText.writeDay(out, Math.floorDiv(local, SECONDS_PER_DAY));
        out.put(' ');
        writeTime(out, Math.floorMod(local, SECONDS_PER_DAY));
    }

    void writeTicks(TextBuffer out, long ticks, int precision) {
        long perSecond = POWERS[precision];
        writeSeconds(out, Math.floorDiv(ticks, perSecond));
        writeFraction(out, Math.floorMod(ticks, perSecond), precision);
    }

    /** Writes a {@code Time} or {@code Time64}: a signed time that may exceed a day. */
    static void writeTimeTicks(TextBuffer out, long ticks, int precision) {
        if (ticks < 0) {
            out.put('-');
        }
        long magnitude = Math.abs(ticks);
        writeTime(out, magnitude / POWERS[precision]);
        writeFraction(out, magnitude % POWERS[precision], precision);
    }

    private static void writeTime(TextBuffer out, long seconds) {
        long hours = seconds / 3600;
        out.putPadded(hours, hours < 100 ? 2 : TextBuffer.digits(hours)).put(':');
        out.putPadded(seconds / 60 % 60, 2).put(':').putPadded(seconds % 60, 2);
    }

    private static void writeFraction(TextBuffer out, long fraction, int precision) {
        if (precision > 0) {
            out.put('.').putPadded(fraction, precision);
        }
    }

    private int offset(long seconds) {
        if (seconds < offsetFrom || seconds >= offsetTo) {
            Instant instant = Instant.ofEpochSecond(seconds);
            offset = rules.getOffset(instant).getTotalSeconds();
            offsetFrom = seconds;
            ZoneOffsetTransition next = rules.nextTransition(instant);
            offsetTo = next == null ? Long.MAX_VALUE : next.toEpochSecond();
        }
        return offset;
    }
}
