package io.peristyle.options;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who connects.
 *
 * @param username empty means {@code default}
 * @param password asked anew for each connection, so that it may rotate; on a thread of its own, and may block within
 *     {@code dial_timeout}
 * @param token a bearer token in place of user and password, over HTTP; asked anew for each request, on an event loop: must
 *     not block. Null: user and password
 */
public record Credentials(
        String username,
        Supplier<String> password,
        @Nullable Supplier<String> token) {
    /** The user {@code default} without a password. */
    public static final Credentials DEFAULT = new Credentials("default", () -> "");

    /** A user and a password. */
    public Credentials(String username, Supplier<String> password) {
        this(username, password, null);
    }

    /** Names the user only. */
    @Override
    public String toString() {
        return token == null ? "Credentials[" + username + "]" : "Credentials[token]";
    }
}
