package io.peristyle.pdfscan;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How the service is reached.
 *
 * @param host the address that it listens on
 * @param port the port; 0 takes a free one
 * @param maximumUploadBytes of one file
 * @param allowedHosts what it may be called by browsers, in lower case, without a port; empty: anything
 */
public record WebSettings(String host, int port, long maximumUploadBytes, Set<String> allowedHosts) {
    private static final Pattern HOST = Pattern.compile("[a-z0-9._-]+|\\[[0-9a-f:.]+]");

    public WebSettings {
        allowedHosts = Set.copyOf(allowedHosts);
    }

    static WebSettings from(Variables variables) {
        return new WebSettings(
                host(variables.text("APP_HOST", "127.0.0.1")),
                variables.integer("APP_PORT", 8080, 0, 65_535),
                variables.integer("MAX_UPLOAD_MB", 10, 1, 1024) * 1024L * 1024L,
                hosts(variables.text("PDF_SCAN_ALLOWED_HOSTS", "")));
    }

    private static Set<String> hosts(String text) {
        Set<String> hosts = Arrays.stream(text.toLowerCase(Locale.ROOT).split(",", -1))
                .map(String::strip)
                .filter(host -> !host.isEmpty())
                .collect(Collectors.toSet());
        for (String host : hosts) {
            if (!HOST.matcher(host).matches()) {
                throw new SettingException("PDF_SCAN_ALLOWED_HOSTS has \"" + host
                        + "\"; set it to names or addresses separated by commas, such as scan.example,127.0.0.1, an"
                        + " IPv6 address in brackets, all without a port");
            }
        }
        return hosts;
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
