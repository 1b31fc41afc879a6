package io.peristyle.pdfscan;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;

/**
 * How the service is reached.
 *
 * @param host the address that it listens on
 * @param port the port; 0 takes a free one
 * @param maximumUploadBytes of one file
 */
public record WebSettings(String host, int port, long maximumUploadBytes) {
    static WebSettings from(Variables variables) {
        return new WebSettings(
                host(variables.text("APP_HOST", "127.0.0.1")),
                variables.integer("APP_PORT", 8080, 0, 65_535),
                variables.integer("MAX_UPLOAD_MB", 10, 1, 1024) * 1024L * 1024L);
    }

    /** What this machine reaches the service by, as URLs have it. */
    String reachableHost() {
        try {
            InetAddress address = InetAddress.getByName(host);
            if (address.isAnyLocalAddress()) {
                return "127.0.0.1";
            }
        } catch (UnknownHostException e) {
            // It was known at the start; whoever connects says so.
        }
        return host.contains(":") ? "[" + host + "]" : host;
    }

    private static String host(String named) {
        try {
            InetAddress address = InetAddress.getByName(named);
            if (address.isAnyLocalAddress() || NetworkInterface.getByInetAddress(address) != null) {
                return named;
            }
        } catch (UnknownHostException | SocketException e) {
            throw new SettingException(refused(named), e);
        }
        throw new SettingException(refused(named));
    }

    private static String refused(String host) {
        return "APP_HOST is \"" + host
                + "\", which is no address of this machine; set it to 127.0.0.1, to 0.0.0.0 for all"
                + " of its addresses, or to one of them";
    }
}
