package io.peristyle.pdfscan.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.pdfscan.document.FindingType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScanMessagesTest {
    @Test
    void readsWhatItWrites() throws IOException {
        ScanResult scanned = new ScanResult.Scanned(3, List.of(new PageFinding(FindingType.IBAN, 2, 0.75)));
        ScanResult unscannable = new ScanResult.Unscannable("It has no pages.");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ScanMessages.write(new DataOutputStream(out), scanned);
        ScanMessages.write(new DataOutputStream(out), unscannable);

        DataInputStream in = new DataInputStream(new ByteArrayInputStream(out.toByteArray()));
        assertThat(ScanMessages.read(in)).isEqualTo(scanned);
        assertThat(ScanMessages.read(in)).isEqualTo(unscannable);
    }

    @Test
    void areNotMixedWithWhatTheJvmComplainsOf() throws IOException {
        assertThat(outputOfAComplainingJvm(List.of())).contains("[warning]");
        assertThat(outputOfAComplainingJvm(ScanWorker.QUIET_OUTPUT)).isEmpty();
    }

    private static String outputOfAComplainingJvm(List<String> options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        // More for new objects than for all.
        command.addAll(List.of("-XX:+UseSerialGC", "-Xmx64m", "-XX:NewSize=100m", "-version"));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (InputStream out = process.getInputStream()) {
            return new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void takesNothingElseForAnAnswer() {
        for (String other :
                List.of("[0.001s][warning][os,container] Duplicate controllers", "\1\0\0\0\1\0\0\0\1\0\1x")) {
            assertThatThrownBy(() -> ScanMessages.read(
                            new DataInputStream(new ByteArrayInputStream(other.getBytes(StandardCharsets.ISO_8859_1)))))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the scanner gave no answer");
        }
    }
}
