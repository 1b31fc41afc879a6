package io.peristyle.pdfscan.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.pdfscan.document.FindingType;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextScannerTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SSN: 536-22-8726. | SSN",
                "(536-22-8726) | SSN",
                "SSN 536 22 8726 | SSN",
                "social security number 536228726 | SSN",
                "536\u201122\u20118726 | SSN",
                "write to jane.doe+x@mail.example.org. | EMAIL",
                "<o'neil@example.com>, | EMAIL",
                "a@b.co b@c.co | EMAIL EMAIL",
                "4111111111111111 | CARD",
                "4111-1111-1111-1111, | CARD",
                "3782 822463 10005 | CARD",
                "4111 1111 1111 1111 12/25 | CARD",
                "4111111111111111 12/25 123 | CARD",
                "4111111111111111 123 | CARD",
                "5105 1051 0510 5100 12 25 123 | CARD",
                "1 4111 1111 1111 1111 | CARD",
                "Order 1024 4111 1111 1111 1111 | CARD",
                "17 378282246310005 11/27 1234 | CARD",
                "3 3782 822463 10005 11/27 1234 | CARD",
                "4111-1111-1111-1111 4 | CARD",
                "4111 1111 1111 1111 5105 1051 0510 5100 | CARD CARD",
                "17 4111111111111111 378282246310005 9 | CARD CARD",
                "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 | CARD",
                "536-22-8726 4111 1111 1111 1111 | CARD SSN",
                "4111 1111 1111 1111 +49 30 901820 | CARD PHONE",
                "DE89370400440532013000 | IBAN",
                "IBAN:DE89 3704 0044 0532 0130 00. | IBAN",
                "GB29 NWBK 6016 1331 9268 19 | IBAN",
                "+49 (30) 901820 | PHONE",
                "+1-415-555-0132 | PHONE",
                "+49 151 12345678 20260101 | PHONE",
                "7 +49 30 1234567 1234567 12/25 | PHONE",
                "7 (415) 555-0132 20260101 | PHONE",
                "(415) 555-0132 | PHONE",
                "415.555.0132 | PHONE",
                "10.0.0.1, | IP",
                "http://10.0.0.1:8080/x | IP",
                "::ffff:c000:280 | IP",
                "fe80::1ff:fe23:4567:890a | IP",
                "536-22-8726 jane@example.com 10.1.2.3 | EMAIL IP SSN",
            })
    void finds(String text, String types) {
        assertThat(typesIn(text)).isEqualTo(types);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "000-12-3456",
                "666-12-3456",
                "912-12-3456",
                "123-00-4567",
                "123-45-0000",
                "1536-22-8726",
                "536-22-87261",
                "536228726",
                "536 22 8726",
                "4111111111111112",
                "9111111111111111",
                "4111 1111 1111 1112 12/25",
                "12.4111111111111111",
                "978-4111111111111111",
                "4111111111111111-1",
                "4111111111111111.5",
                "12 41 11 11 11 11 11 11 11 1",
                "DE88370400440532013000",
                "DE8937040044053201300",
                "XX89370400440532013000",
                "@example.com",
                "jane@localhost",
                "jane@@example",
                "1.2.3",
                "1.2.3.4.5",
                "256.1.1.1",
                "version 1.2.3.4",
                "12:30:45",
                "::",
                "a::b::c",
                "+1",
                "+123456789012345678",
                "2026-11-22 10:15",
                "978-3-16-148410-0",
            })
    void leavesAlone(String text) {
        assertThat(typesIn(text)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("longTexts")
    void takesTimeInProportionToTheText(String text) {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> TextScanner.scan(text, 1, 10));
    }

    static Stream<String> longTexts() {
        return Stream.of(
                        "a.", "@", "a@", "a@b.", "1", "1 ", "1-", "+1", "+1(", "1.", "DE", "DE89 ", "::", "a:", "0:0:",
                        "(")
                .map(piece -> piece.repeat(500_000 / piece.length()));
    }

    private static String typesIn(String text) {
        List<PageFinding> findings = TextScanner.scan(text, 1, 100);
        return findings.stream()
                .map(PageFinding::type)
                .map(FindingType::name)
                .sorted()
                .collect(Collectors.joining(" "));
    }
}
