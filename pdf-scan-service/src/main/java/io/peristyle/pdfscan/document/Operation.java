package io.peristyle.pdfscan.document;

import java.time.Duration;
import java.time.Instant;

/**
 * Something the service did.
 *
 * @param name of a few: {@code upload}, {@code scan}, {@code documents.list} …
 * @param time when it ended
 */
public record Operation(String name, Instant time, Duration duration) {}
