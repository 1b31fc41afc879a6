package io.peristyle.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** The word that someone who wrote another one may have meant. */
public final class Nearest {
    private Nearest() {}

    /** {@code "; did you mean x?"} for the word most like {@code word}; empty if none is like it. */
    public static String hint(String word, Collection<String> words) {
        String lower = word.toLowerCase(Locale.ROOT);
        return words.stream()
                .filter(candidate -> isLike(lower, candidate.toLowerCase(Locale.ROOT)))
                .min(Comparator.comparingInt((String candidate) -> distance(lower, candidate.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()))
                .map(candidate -> "; did you mean " + candidate + "?")
                .orElse("");
    }

    private static boolean isLike(String word, String candidate) {
        return distance(word, candidate) <= Math.max(2, candidate.length() / 3)
                || (word.length() >= 3 && candidate.startsWith(word));
    }

    /** How many letters must be added, dropped or replaced to make one of the other. */
    static int distance(String left, String right) {
        int[] previous = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int[] current = new int[right.length() + 1];
            current[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int replaced = previous[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[right.length()];
    }
}
