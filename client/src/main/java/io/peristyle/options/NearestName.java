package io.peristyle.options;

import java.util.Collection;

/** Finds the name that a mistyped one was probably meant to be. */
final class NearestName {
    private NearestName() {}

    /** "did you mean X? " with the nearest of {@code names}, or nothing if none is near. */
    static String hint(String mistyped, Collection<String> names) {
        String nearest = "";
        int least = Math.max(2, mistyped.length() / 3) + 1;
        for (String name : names) {
            int distance = distance(mistyped, name);
            if (distance < least) {
                least = distance;
                nearest = name;
            }
        }
        return nearest.isEmpty() ? "" : "did you mean " + nearest + "? ";
    }

    /** Single characters to insert, delete or replace. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
