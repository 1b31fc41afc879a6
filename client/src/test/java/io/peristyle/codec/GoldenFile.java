package io.peristyle.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a real server answered to a query in format Native, kept beside the tests: the raw bytes, and a twin in hex for
 * the eye.
 *
 * <p>A file that is missing fails its test. Files are written only when the system property {@code peristyle.golden.server}
 * names the HTTP address of a server of the newest version supported, such as {@code http://127.0.0.1:8123}, to ask.
 */
record GoldenFile(String name, String query) {
    private static final String SERVER = System.getProperty("peristyle.golden.server", "");
    private static final String SETTINGS = "client_protocol_version=54488&default_format=Native"
            + "&allow_suspicious_low_cardinality_types=1&session_timezone=UTC&query=";
    private static final Path FOLDER = Path.of("src/test/resources/io/peristyle/codec/golden");
    private static final int BYTES_PER_LINE = 32;

    /** The bytes of one block. */
    byte[] bytes() {
        try {
            if (!SERVER.isEmpty()) {
                capture();
            }
            byte[] raw = Files.readAllBytes(FOLDER.resolve(name + ".native"));
            assertThat(Files.readString(FOLDER.resolve(name + ".hex")))
                    .as("the twin of the golden file %s", name)
                    .isEqualTo(twin(raw));
            return raw;
        } catch (IOException e) {
            throw new UncheckedIOException("no golden file " + name + " for: " + query, e);
        }
    }

    private void capture() throws IOException {
        byte[] answer = ask(query);
        Files.createDirectories(FOLDER);
        Files.write(FOLDER.resolve(name + ".native"), answer);
        Files.writeString(FOLDER.resolve(name + ".hex"), twin(answer));
    }

    /** The query, so that a changed one needs a new file, and the bytes for the eye. */
    private String twin(byte[] raw) {
        return "# " + query + "\n" + lines(Bytes.hex(raw));
    }

    private static byte[] ask(String sql) throws IOException {
        URI uri = URI.create(SERVER + "/?" + SETTINGS + URLEncoder.encode(sql, StandardCharsets.UTF_8));
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setDoOutput(true);
        try (OutputStream out = connection.getOutputStream()) {
            out.flush();
        }
        if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
            try (InputStream error = connection.getErrorStream()) {
                throw new IOException(new String(error.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        try (InputStream in = connection.getInputStream()) {
            return in.readAllBytes();
        }
    }

    private static String lines(String hex) {
        return hex.replaceAll("(.{" + 2 * BYTES_PER_LINE + "})", "$1\n").stripTrailing() + "\n";
    }
}
