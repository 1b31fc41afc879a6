package io.peristyle.pdfscan.scan;

import io.peristyle.pdfscan.document.FindingType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** International bank account numbers: as long as their country has them, and with the right checksum. */
final class IbanDetector implements FindingDetector {
    private static final Pattern START = Pattern.compile("(?<![A-Za-z0-9])([A-Z]{2})\\d{2}");
    private static final Map<String, Integer> LENGTHS = lengths(
            "NO15 BE16 DK18 FI18 FO18 GL18 NL18 MK19 SI19 AT20 BA20 EE20 KZ20 LT20 LU20 XK20 CH21 HR21 LI21 LV21 BG22"
                    + " BH22 CR22 DE22 GB22 GE22 IE22 ME22 RS22 VA22 AE23 GI23 IL23 IQ23 TL23 AD24 CZ24 ES24 MD24 PK24 RO24"
                    + " SA24 SE24 SK24 TN24 VG24 LY25 PT25 ST25 IS26 TR26 FR27 GR27 IT27 MC27 MR27 SM27 AL28 AZ28 BY28 CY28"
                    + " DO28 GT28 HU28 LB28 PL28 SV28 BR29 EG29 PS29 QA29 UA29 JO30 KW30 MU30 MT31 SC31 LC32");

    @Override
    public FindingType type() {
        return FindingType.IBAN;
    }

    @Override
    public void detect(String text, Consumer<Match> found) {
        Matcher start = START.matcher(text);
        while (start.find()) {
            Integer length = LENGTHS.get(start.group(1));
            int end = length == null ? -1 : endOf(text, start.start(), length);
            if (end >= 0) {
                found.accept(new Match(start.start(), end, 0.99));
            }
        }
    }

    /** Behind the last character of a valid number that begins here; −1 if none does. */
    private static int endOf(String text, int start, int length) {
        StringBuilder compact = new StringBuilder(length);
        int i = start;
        while (i < text.length() && compact.length() < length) {
            char c = text.charAt(i);
            if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z')) {
                compact.append(c);
            } else if ((c != ' ' && c != '-') || text.charAt(i - 1) == c) {
                return -1;
            }
            i++;
        }
        boolean goesOn = i < text.length() && Character.isLetterOrDigit(text.charAt(i));
        return compact.length() == length && !goesOn && isValid(compact) ? i : -1;
    }

    private static boolean isValid(CharSequence compact) {
        int rest = 0;
        for (int i = 0; i < compact.length(); i++) {
            int value = Character.digit(compact.charAt((i + 4) % compact.length()), 36);
            rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
        }
        return rest == 1;
    }

    private static Map<String, Integer> lengths(String table) {
        Map<String, Integer> lengths = new HashMap<>();
        for (String entry : List.of(table.split(" ", -1))) {
            lengths.put(entry.substring(0, 2), Integer.valueOf(entry.substring(2)));
        }
        return lengths;
    }
}
