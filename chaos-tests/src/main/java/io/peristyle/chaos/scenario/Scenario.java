package io.peristyle.chaos.scenario;

import io.peristyle.embedded.ServerVersion;

/** A test under fire. */
public interface Scenario {
    /** Its number, such as {@code T1}. */
    String test();

    /** What it does, in one line. */
    String title();

    /** The servers that it wants. */
    default ServerVersion version() {
        return ServerVersion.MODERN;
    }

    /** Does it, and judges what it measured. */
    void play(Stage stage) throws InterruptedException;
}
