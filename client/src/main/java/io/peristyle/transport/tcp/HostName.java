package io.peristyle.transport.tcp;

/** The name of this machine, as far as it is known without asking the network. */
final class HostName {
    /** Empty if the environment does not say. */
    static final String LOCAL = fromEnvironment();

    private HostName() {}

    private static String fromEnvironment() {
        String name = System.getenv("HOSTNAME");
        if (name == null) {
            name = System.getenv("COMPUTERNAME");
        }
        return name == null ? "" : name;
    }
}
