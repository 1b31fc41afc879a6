package io.peristyle.pdfscan.scan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/** Makes the part of the corpus that PDFBox itself writes; run by hand after make.py. */
final class CorpusByPdfBox {
    /** Between the beginnings of a row's cells, in points. */
    private static final float COLUMN = 125;

    private static final Path DIRECTORY = Path.of("src", "test", "corpus");

    private final Map<String, List<String>> manifest = new TreeMap<>();

    public static void main(String[] arguments) throws IOException {
        CorpusByPdfBox corpus = new CorpusByPdfBox();
        corpus.write(
                "pdfbox-1",
                List.of(List.of("SSN 321-54-9876", "jane@example.org"), List.of("Nothing here")),
                "ssn 1",
                "email 1");
        corpus.write(
                "pdfbox-2",
                List.of(
                        List.of("A cover sheet"),
                        List.of("5105 1051 0510 5100", "Order 5105 1051 0510 5101"),
                        List.of("IT60 X054 2811 1010 0000 0123 456", "PL61109010140000071219812874")),
                "card 2",
                "iban 3",
                "iban 3");
        corpus.write(
                "pdfbox-3",
                List.of(List.of("+33 1 23 45 67 89", "198.51.100.23", "2001:db8:85a3:8d3:1319:8a2e:370:7348")),
                "phone 1",
                "ip 1",
                "ip 1");
        corpus.write(
                "pdfbox-table",
                List.of(
                        List.of(
                                "No.\tCard\tExpires\tCVV",
                                "1\t4556 7375 8689 9855\t12/27\t123",
                                "2\t5555555555554444\t01 28\t456",
                                "3\t3714 496353 98431\t0229\t7890",
                                "4\t4556 7375 8689 9856\t12/27\t123",
                                "20261122\t6011111111111117\t2027\t321"),
                        List.of(
                                "Customer\tPhone\tSince\tNumber",
                                "1\t+49 151 12345678\t20260101\t536-22-8726",
                                "2\t(415) 555-0132\t2026 01 02\t17",
                                "3\t192.0.2.44\t20260103\tFR14 2004 1010 0505 0001 3M02 606")),
                "card 1",
                "card 1",
                "card 1",
                "card 1",
                "phone 2",
                "phone 2",
                "ssn 2",
                "ip 2",
                "iban 2");
        corpus.write("pdfbox-nothing", List.of(List.of("Meeting at 10:30, room 4.12, 555 seats, 2026-11-22.")));
        List<List<String>> many = new ArrayList<>();
        List<String> planted = new ArrayList<>();
        for (int page = 1; page <= 40; page++) {
            many.add(List.of("Sheet " + page, "worker" + page + "@example.com"));
            planted.add("email " + page);
        }
        corpus.write("pdfbox-40-pages", many, planted.toArray(String[]::new));
        corpus.writeManifest();
    }

    private void write(String name, List<List<String>> pages, String... planted) throws IOException {
        try (PDDocument document = new PDDocument()) {
            for (List<String> lines : pages) {
                PDPage page = new PDPage();
                document.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    content.beginText();
                    content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 11);
                    content.newLineAtOffset(60, 700);
                    for (String line : lines) {
                        String[] cells = line.split("\t", -1);
                        for (String cell : cells) {
                            content.showText(cell);
                            content.newLineAtOffset(COLUMN, 0);
                        }
                        content.newLineAtOffset(-COLUMN * cells.length, -18);
                    }
                    content.endText();
                }
            }
            document.save(DIRECTORY.resolve("pdf").resolve(name + ".pdf").toFile());
        }
        manifest.put(name, List.of(planted));
    }

    private void writeManifest() throws IOException {
        StringBuilder json = new StringBuilder("{\n");
        manifest.forEach((name, planted) -> {
            json.append(json.length() > 2 ? ",\n" : "")
                    .append(" \"")
                    .append(name)
                    .append("\": {\"findings\": [");
            for (int i = 0; i < planted.size(); i++) {
                int space = planted.get(i).indexOf(' ');
                json.append(i > 0 ? ", " : "")
                        .append("{\"type\": \"")
                        .append(planted.get(i), 0, space)
                        .append("\", \"page\": ")
                        .append(planted.get(i).substring(space + 1))
                        .append('}');
            }
            json.append("], \"producer\": \"pdfbox\"}");
        });
        Files.writeString(DIRECTORY.resolve("pdfbox-manifest.json"), json + "\n}\n");
    }
}
