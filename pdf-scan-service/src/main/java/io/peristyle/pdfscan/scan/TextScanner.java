package io.peristyle.pdfscan.scan;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs all detectors over the text of a page. */
final class TextScanner {
    /** The surer ones first: what one has found is not given to those behind it. */
    private static final List<FindingDetector> DETECTORS = List.of(
            new IbanDetector(),
            new CardDetector(),
            new EmailDetector(),
            new SsnDetector(),
            new IpDetector(),
            new PhoneDetector());

    private TextScanner() {}

    /** What is in the text of a page, at most {@code maximum} findings. */
    static List<PageFinding> scan(String pageText, int page, int maximum) {
        char[] text = plain(pageText).toCharArray();
        List<PageFinding> findings = new ArrayList<>();
        for (FindingDetector detector : DETECTORS) {
            List<FindingDetector.Match> matches = new ArrayList<>();
            detector.detect(new String(text), matches::add);
            for (FindingDetector.Match match : matches) {
                if (findings.size() < maximum && blank(text, match)) {
                    findings.add(new PageFinding(detector.type(), page, match.confidence()));
                }
            }
        }
        return findings;
    }

    /** Covers a match with characters that no detector takes; false if a part of it is covered already. */
    private static boolean blank(char[] text, FindingDetector.Match match) {
        for (int i = match.start(); i < match.end(); i++) {
            if (text[i] == '\u0001') {
                return false;
            }
        }
        Arrays.fill(text, match.start(), match.end(), '\u0001');
        return true;
    }

    /** Ligatures, wide digits, and the many hyphens and spaces of typesetting, as they are on a keyboard. */
    static String plain(String text) {
        StringBuilder plain = new StringBuilder(Normalizer.normalize(text, Normalizer.Form.NFKC));
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if ((c >= '\u2010' && c <= '\u2015') || c == '\u2212' || c == '\u00ad') {
                plain.setCharAt(i, '-');
            } else if (Character.getType(c) == Character.SPACE_SEPARATOR || c == '\t') {
                plain.setCharAt(i, ' ');
            }
        }
        return plain.toString();
    }
}
