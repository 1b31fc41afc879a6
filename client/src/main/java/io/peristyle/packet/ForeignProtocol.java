package io.peristyle.packet;

/** Recognizes other protocols by the first byte that they answer to a Hello with. */
final class ForeignProtocol {
    private static final int TLS_ALERT = 0x15;

    private ForeignProtocol() {}

    /** What to tell the user about an answer that begins with {@code first}, which is no packet of a handshake. */
    static String explain(byte first) {
        return switch (first) {
            case 'H' ->
                "the peer speaks HTTP: this is ClickHouse's HTTP port (8123, with TLS 8443) or a web server; "
                        + "use the port of the native protocol, 9000, or 9440 with TLS";
            case TLS_ALERT ->
                "the peer speaks TLS: this is a secure port (9440, or 8443 for HTTP); "
                        + "turn TLS on for the native port 9440, or use port 9000 without TLS";
            case 'S' ->
                "the peer looks like an SSH server: "
                        + "use the port of ClickHouse's native protocol, 9000, or 9440 with TLS";
            default ->
                "the peer answered Hello with packet type " + (first & 0xff)
                        + ": it is no ClickHouse server, or this is not its native port (9000, or 9440 with TLS)";
        };
    }
}
