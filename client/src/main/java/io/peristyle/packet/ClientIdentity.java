package io.peristyle.packet;

/**
 * Which program this client is. Goes into Hello and into every query; servers may be told to compare the two.
 *
 * @param name shows up in the server's {@code system.processes} and query log
 * @param revision the newest revision that the client implements, not the negotiated one
 */
public record ClientIdentity(String name, int major, int minor, int patch, int revision) {}
