package io.peristyle.pdfscan.scan;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.text.PDFTextStripper;

/** Reads a PDF page by page and scans its text. Bounds what it counts itself; time and memory are the process's to bound. */
final class PdfReader {
    static final int MAXIMUM_PAGES = 5_000;
    static final int MAXIMUM_CHARACTERS = 50_000_000;
    static final int MAXIMUM_FINDINGS = 10_000;

    private PdfReader() {}

    /** @throws UnreadableFileException if the disk, and not what is on it, is at fault */
    static ScanResult scan(Path file) throws UnreadableFileException {
        try (PDDocument document =
                Loader.loadPDF(file.toFile(), "", null, null, IOUtils.createMemoryOnlyStreamCache())) {
            return scan(document);
        } catch (InvalidPasswordException e) {
            return new ScanResult.Unscannable("It is encrypted; upload it without a password.");
        } catch (LimitReachedException e) {
            return new ScanResult.Unscannable(e.reason);
        } catch (IOException | RuntimeException e) {
            requireReadable(file);
            return new ScanResult.Unscannable("It is damaged: it cannot be read as a PDF.");
        } catch (NoClassDefFoundError e) {
            // What PDFBox needs for documents that are encrypted for certificates is not there.
            return new ScanResult.Unscannable("It is encrypted for certain recipients; upload it without encryption.");
        } catch (StackOverflowError e) {
            return new ScanResult.Unscannable("Its objects are nested too deeply.");
        }
    }

    /** PDFBox fails in one way for bytes that are no PDF and for bytes that never came. */
    private static void requireReadable(Path file) throws UnreadableFileException {
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            while (in.read(buffer) >= 0) {
                // Only whether it can be read is of interest.
            }
        } catch (IOException e) {
            throw new UnreadableFileException(e.toString());
        }
    }

    private static ScanResult scan(PDDocument document) throws IOException {
        PageScanner scanner = new PageScanner();
        scanner.writeText(document, scanner.text);
        if (scanner.pages == 0) {
            return new ScanResult.Unscannable("It has no pages.");
        }
        if (!scanner.hasText) {
            return new ScanResult.Unscannable(
                    "It has no text: its pages are images or empty. Run text recognition over it first.");
        }
        return new ScanResult.Scanned(scanner.pages, scanner.findings);
    }

    /** Takes each page's text when the page is over, so that never more than one is held. */
    private static final class PageScanner extends PDFTextStripper {
        private final PageText text = new PageText();
        private final List<PageFinding> findings = new ArrayList<>();
        private int pages;
        private boolean hasText;

        PageScanner() {
            setSortByPosition(true);
        }

        @Override
        protected void startPage(PDPage page) {
            pages++;
            if (pages > MAXIMUM_PAGES) {
                throw new LimitReachedException("It has more than " + MAXIMUM_PAGES + " pages.");
            }
        }

        @Override
        protected void endPage(PDPage page) {
            String pageText = text.take();
            hasText |= !pageText.isBlank();
            findings.addAll(TextScanner.scan(pageText, pages, MAXIMUM_FINDINGS - findings.size()));
        }
    }

    /** The text of one page, of a document that may have only so much. */
    private static final class PageText extends Writer {
        private final StringBuilder page = new StringBuilder();
        private int total;

        @Override
        public void write(char[] characters, int offset, int length) {
            total += length;
            if (total > MAXIMUM_CHARACTERS) {
                throw new LimitReachedException("It has more than " + MAXIMUM_CHARACTERS + " characters of text.");
            }
            page.append(characters, offset, length);
        }

        String take() {
            String text = page.toString();
            page.setLength(0);
            return text;
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private static final class LimitReachedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String reason;

        LimitReachedException(String reason) {
            super(reason);
            this.reason = reason;
        }
    }
}
