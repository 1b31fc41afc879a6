package io.peristyle.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/**
 * The process's standard streams and environment.
 *
 * @param out text for the caller, written as bytes
 * @param err text for people
 * @param environment the environment's variables
 * @param outIsTerminal whether a person reads {@code out}
 * @param errIsTerminal whether a person reads {@code err}, so that a line may be written over
 */
record Terminal(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        boolean outIsTerminal,
        boolean errIsTerminal) {
    private static final String TERMINALS_PROPERTY = "peristyle.terminals";

    /**
     * This process's own. A JVM cannot tell of each stream whether it is a terminal: the script that starts it says so in
     * a property, such as {@code out,err}; without that, neither is.
     */
    static Terminal system() {
        String property = System.getProperty(TERMINALS_PROPERTY, "");
        Set<String> terminals = Set.of(property.split(",", 2));
        return new Terminal(
                System.in,
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                System.getenv(),
                terminals.contains("out"),
                terminals.contains("err"));
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }
}
