package io.peristyle.pdfscan;

/** A variable's value is wrong; the message names the variable and says what would be right. */
public final class SettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SettingException(String message) {
        super(message);
    }

    SettingException(String message, Throwable cause) {
        super(message, cause);
    }
}
