package io.peristyle.options;

import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * A Java key store in a file.
 *
 * @param path where it is
 * @param password asked for each time the file is read; empty: none
 * @param type such as {@code PKCS12} or {@code JKS}; empty: the JDK's default
 */
public record KeyStoreFile(Path path, Supplier<String> password, String type) {
    public KeyStoreFile withPath(Path other) {
        return new KeyStoreFile(other, password, type);
    }

    public KeyStoreFile withPassword(Supplier<String> other) {
        return new KeyStoreFile(path, other, type);
    }

    public KeyStoreFile withType(String other) {
        return new KeyStoreFile(path, password, other);
    }

    /** Names the file only. */
    @Override
    public String toString() {
        return "KeyStoreFile[" + path + "]";
    }
}
