package io.peristyle.pdfscan;

/**
 * How the service is reached.
 *
 * @param host the address that it listens on
 * @param port the port; 0 takes a free one
 * @param maximumUploadBytes of one file
 */
public record WebSettings(String host, int port, long maximumUploadBytes) {
    static WebSettings from(Variables variables) {
        return new WebSettings(
                variables.text("APP_HOST", "127.0.0.1"),
                variables.integer("APP_PORT", 8080, 0, 65_535),
                variables.integer("MAX_UPLOAD_MB", 10, 1, 1024) * 1024L * 1024L);
    }
}
