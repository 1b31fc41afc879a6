package io.peristyle.query;

import java.time.ZoneId;

/**
 * What a server said of itself in the handshake.
 *
 * @param name {@code ClickHouse}
 * @param displayName the host name, or what the server's configuration says instead
 * @param version such as {@code 26.7.3}
 * @param revision the server's own protocol revision
 * @param negotiatedRevision the lower of the server's and the client's: what both speak
 * @param timeZone the zone of columns whose type names none
 */
public record ServerInfo(
        String name, String displayName, String version, int revision, int negotiatedRevision, ZoneId timeZone) {}
