package io.peristyle.cli.format;

/** Days as {@code 2024-01-31}, in the proleptic Gregorian calendar. */
final class DateText {
    private static final int NARROW_END = 49_711;
    private static final int DAYS_PER_ERA = 146_097;
    private static final int DAYS_TO_EPOCH = 719_468;

    private DateText() {}

    /** Writes a {@code Date}: days from 0 to 65535. */
    static void writeDate(TextBuffer out, int day, boolean narrow) {
        if (narrow && day == 0) {
            out.putAscii("0000-00-00");
        } else {
            writeDay(out, narrow && day >= NARROW_END ? 0 : day);
        }
    }

    /** Writes the date of {@code day}, counted from 1970-01-01; its year must be from 0 to 9999. */
    static void writeDay(TextBuffer out, long day) {
        // Years begin in March here, so that the leap day is the last one and months repeat every 153 days.
        long shifted = day + DAYS_TO_EPOCH;
        long era = Math.floorDiv(shifted, DAYS_PER_ERA);
        int dayOfEra = (int) (shifted - era * DAYS_PER_ERA);
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int march = (5 * dayOfYear + 2) / 153;
        int month = march < 10 ? march + 3 : march - 9;
        long year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0);
        out.putPadded(year, 4)
                .put('-')
                .putPadded(month, 2)
                .put('-')
                .putPadded(dayOfYear - (153 * march + 2) / 5 + 1, 2);
    }
}
