package io.peristyle.pdfscan.scan;

import java.util.List;

/** What the scan of a document came to. */
public sealed interface ScanResult {
    /** It was read to its end, or to the limit of findings. */
    record Scanned(int pages, List<PageFinding> findings) implements ScanResult {
        public Scanned {
            findings = List.copyOf(findings);
        }
    }

    /** It cannot be scanned; the reason is a sentence for the one who uploaded it. */
    record Unscannable(String reason) implements ScanResult {}
}
