package io.peristyle.embedded;

/**
 * A user of a server, declared in its configuration.
 *
 * @param profile name of a settings profile; {@code default} and {@code readonly} always exist
 */
public record ServerUser(String name, String password, String profile) {
    /** A user with the profile {@code default}. */
    public ServerUser(String name, String password) {
        this(name, password, "default");
    }

    public ServerUser {
        ServerOptions.checkElementName("user", name);
        ServerOptions.checkElementName("profile", profile);
    }

    @Override
    public String toString() {
        return "ServerUser[" + name + ", profile " + profile + "]";
    }
}
