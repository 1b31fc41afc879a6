package io.peristyle.pdfscan.scan;

import io.peristyle.pdfscan.document.FindingType;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of payment cards: 13 to 19 digits that a known issuer begins with and whose check digit is right. */
final class CardDetector implements FindingDetector {
    private static final Pattern DIGITS = Pattern.compile("(?<![\\w.-])\\d(?:[ -]?\\d){12,18}(?![\\w-]|\\.\\d)");
    private static final Pattern ISSUER = Pattern.compile(
            "4\\d{12}(?:\\d{3}(?:\\d{3})?)?" // Visa
                    + "|(?:5[1-5]\\d\\d|222[1-9]|22[3-9]\\d|2[3-6]\\d\\d|27[01]\\d|2720)\\d{12}" // Mastercard
                    + "|3[47]\\d{13}" // American Express
                    + "|(?:6011|64[4-9]\\d|65\\d\\d)\\d{12}" // Discover
                    + "|35(?:2[89]|[3-8]\\d)\\d{12}" // JCB
                    + "|3(?:0[0-5]|[68]\\d)\\d{11}" // Diners Club
                    + "|62\\d{14,17}"); // UnionPay

    @Override
    public FindingType type() {
        return FindingType.CARD;
    }

    @Override
    public void detect(String text, Consumer<Match> found) {
        Matcher matcher = DIGITS.matcher(text);
        while (matcher.find()) {
            String digits = matcher.group().replaceAll("[ -]", "");
            if (ISSUER.matcher(digits).matches() && hasLuhnDigit(digits)) {
                found.accept(new Match(matcher.start(), matcher.end(), 0.98));
            }
        }
    }

    static boolean hasLuhnDigit(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }
}
