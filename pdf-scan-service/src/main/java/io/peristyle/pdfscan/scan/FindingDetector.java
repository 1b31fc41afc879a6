package io.peristyle.pdfscan.scan;

import io.peristyle.pdfscan.document.FindingType;
import java.util.function.Consumer;

/**
 * Finds one kind of sensitive data in text. Stateless; takes time in proportion to the length of the text, whatever that is.
 */
interface FindingDetector {
    FindingType type();

    /** Tells {@code found} every place, in their order and without overlaps. */
    void detect(String text, Consumer<Match> found);

    /**
     * A place in a text.
     *
     * @param end behind its last character
     * @param confidence above 0 to 1
     */
    record Match(int start, int end, double confidence) {}
}
