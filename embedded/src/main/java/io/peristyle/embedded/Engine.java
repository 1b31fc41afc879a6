package io.peristyle.embedded;

import java.util.List;
import java.util.Map;

/** A program that serves ClickHouse, found on this machine. */
sealed interface Engine permits ChdbEngine, BinaryEngine {
    /** Finds the program for a version, fetching it if need be. */
    static Engine find(ServerOptions options) {
        if (options.version() == ServerVersion.LEGACY) {
            return BinaryEngine.legacy(BinaryEngine.searchPath());
        }
        Engine installed = BinaryEngine.modern(BinaryEngine.searchPath());
        return installed != null ? installed : new ChdbEngine(ChdbLibrary.locate(options.progress()));
    }

    /** Whether the program reads its ports and paths from the configuration file. */
    boolean isConfiguredByFile();

    List<String> command(ServerConfig config);

    /** Adjusts the environment that the child inherits. */
    default void prepare(Map<String, String> environment) {}

    /** Asks for an orderly end. */
    void requestStop(Process process);
}
