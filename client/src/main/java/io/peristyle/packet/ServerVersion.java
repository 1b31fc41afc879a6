package io.peristyle.packet;

/**
 * Which server it is.
 *
 * @param name usually {@code ClickHouse}
 * @param revision the newest revision that the server implements, not the negotiated one
 */
public record ServerVersion(String name, int major, int minor, int patch, int revision) {}
