package io.peristyle.pdfscan.scan;

import io.peristyle.pdfscan.document.FindingType;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Numbers of payment cards: 13 to 19 digits that a known issuer begins with and whose check digit is right. They may be set in
 * groups of any size if no other number stands beside them; in a row of numbers, as tables have them, the groups must be those
 * that cards are printed in.
 */
final class CardDetector implements FindingDetector {
    private static final int FEWEST_DIGITS = 13;
    private static final int MOST_DIGITS = 19;

    private static final Pattern ISSUER = Pattern.compile(
            "4\\d{12}(?:\\d{3}(?:\\d{3})?)?" // Visa
                    + "|(?:5[1-5]\\d\\d|222[1-9]|22[3-9]\\d|2[3-6]\\d\\d|27[01]\\d|2720)\\d{12}" // Mastercard
                    + "|3[47]\\d{13}" // American Express
                    + "|(?:6011|64[4-9]\\d|65\\d\\d)\\d{12}" // Discover
                    + "|35(?:2[89]|[3-8]\\d)\\d{12}" // JCB
                    + "|3(?:0[0-5]|[68]\\d)\\d{11}" // Diners Club
                    + "|62\\d{14,17}"); // UnionPay

    /** Digits with a letter for each separator of theirs between the groups. */
    private static final Pattern PRINTED = Pattern.compile("\\d{13,19}"
            + "|\\d{4}([ -])\\d{4}\\1\\d{4}\\1\\d{4}(?:\\1\\d{1,3})?"
            + "|\\d{4}([ -])\\d{6}\\2\\d{4,5}"
            + "|\\d{6}([ -])\\d{7,13}"
            + "|\\d{4}([ -])\\d{3}\\4\\d{3}\\4\\d{3}");

    @Override
    public FindingType type() {
        return FindingType.CARD;
    }

    @Override
    public void detect(String text, Consumer<Match> found) {
        int start = 0;
        while (start < text.length()) {
            if (isDigit(text, start)) {
                int end = endOfRun(text, start);
                detectInRun(text, start, end, found);
                start = end;
            } else {
                start++;
            }
        }
    }

    private static void detectInRun(String text, int runStart, int runEnd, Consumer<Match> found) {
        int start = runStart;
        while (start < runEnd) {
            int end = mayBegin(text, start) ? endOfCard(text, start, runStart, runEnd) : -1;
            if (end > 0) {
                found.accept(new Match(start, end, 0.98));
                start = end;
            } else {
                start = endOfGroup(text, start, runEnd);
            }
            while (start < runEnd && !isDigit(text, start)) {
                start++;
            }
        }
    }

    /** Behind the longest card number that begins here; −1 if none does. */
    private static int endOfCard(String text, int start, int runStart, int runEnd) {
        StringBuilder digits = new StringBuilder(MOST_DIGITS);
        int longest = -1;
        int end = start;
        while (end < runEnd) {
            char c = text.charAt(end);
            end++;
            if (isDigit(c)) {
                if (digits.length() == MOST_DIGITS) {
                    break;
                }
                digits.append(c);
            }
            if (digits.length() >= FEWEST_DIGITS
                    && isDigit(c)
                    && !isDigit(text, end)
                    && mayEnd(text, end)
                    && ((start == runStart && end == runEnd)
                            || PRINTED.matcher(text).region(start, end).matches())
                    && ISSUER.matcher(digits).matches()
                    && hasLuhnDigit(digits)) {
                longest = end;
            }
        }
        return longest;
    }

    /** Behind the digits that begin here, with single spaces and hyphens between them. */
    private static int endOfRun(String text, int start) {
        int end = start + 1;
        while (isDigit(text, end) || (isSeparator(text, end) && isDigit(text, end + 1))) {
            end++;
        }
        return end;
    }

    private static int endOfGroup(String text, int start, int runEnd) {
        int end = start;
        while (end < runEnd && isDigit(text, end)) {
            end++;
        }
        return end;
    }

    private static boolean mayBegin(String text, int start) {
        if (start == 0) {
            return true;
        }
        char before = text.charAt(start - 1);
        return !isWord(before) && before != '.' && before != '-';
    }

    private static boolean mayEnd(String text, int end) {
        if (end == text.length()) {
            return true;
        }
        char behind = text.charAt(end);
        return !isWord(behind) && behind != '-' && !(behind == '.' && isDigit(text, end + 1));
    }

    private static boolean isWord(char c) {
        return c == '_' || isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isSeparator(String text, int at) {
        return at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '-');
    }

    private static boolean isDigit(String text, int at) {
        return at < text.length() && isDigit(text.charAt(at));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean hasLuhnDigit(CharSequence digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }
}
