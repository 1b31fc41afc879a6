package io.peristyle.options;

import java.util.function.Supplier;

/**
 * Who connects.
 *
 * @param username empty means {@code default}
 * @param password asked anew for each connection, so that it may rotate
 */
public record Credentials(String username, Supplier<String> password) {
    /** The user {@code default} without a password. */
    public static final Credentials DEFAULT = new Credentials("default", () -> "");

    /** Names the user only. */
    @Override
    public String toString() {
        return "Credentials[" + username + "]";
    }
}
