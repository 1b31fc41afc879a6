package io.peristyle.options;

import io.peristyle.error.ConfigurationException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A URL taken apart: {@code clickhouse://user:password@host:port,host:port/database?option=value&option=value}, or the same
 * behind {@code http://}, or behind {@code clickhouses://} or {@code https://} for TLS. User, password, database and values
 * are percent-decoded; a colon behind the first belongs to the password. What is wrong is said without repeating the URL,
 * which may hold a password.
 */
final class ConnectionUrl {
    private static final List<String> NATIVE = List.of("clickhouse", "ch", "native", "tcp");
    private static final List<String> HTTP = List.of("http", "https");
    private static final List<String> ENCRYPTED = List.of("clickhouses", "chs", "https");
    private static final List<String> SECURE = List.of("secure", "ssl");
    private static final List<String> MODES = List.of("ssl_mode", "sslmode");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.]+");

    final Protocol protocol;
    final boolean encrypted;

    /** Empty if it names none. */
    final List<NamedServer> servers;

    /** What it says besides, by the names of the options, in the order of the URL. */
    final Map<String, String> options = new LinkedHashMap<>();

    private ConnectionUrl(String scheme, String address, String query) {
        protocol = HTTP.contains(scheme) ? Protocol.HTTP : Protocol.NATIVE;
        int at = address.lastIndexOf('@');
        int slash = address.indexOf('/', at + 1);
        String hosts = address.substring(at + 1, slash < 0 ? address.length() : slash);
        if (at >= 0) {
            takeUser(address.substring(0, at));
        }
        if (slash >= 0 && slash + 1 < address.length()) {
            options.put("database", decode(address.substring(slash + 1), "the database"));
        }
        takeOptions(query);
        encrypted = isEncrypted(scheme);
        servers = hosts.isEmpty() ? List.of() : NamedServer.list(hosts);
    }

    private boolean isEncrypted(String scheme) {
        boolean encrypted = ENCRYPTED.contains(scheme);
        String plain = null;
        for (String name : SECURE) {
            String value = options.get(name);
            boolean secure = value != null && OptionText.flag(name, value);
            if (value != null && !secure && encrypted) {
                throw new ConfigurationException(scheme + ":// is encrypted, and " + name + " says that it is not");
            }
            plain = value != null && !secure ? name : plain;
            encrypted |= secure;
        }
        for (String name : MODES) {
            String mode = options.get(name);
            boolean disabled = mode != null && OptionWords.sslMode(name, mode) == SslMode.DISABLED;
            if (encrypted && disabled) {
                throw new ConfigurationException("the URL is encrypted, and " + name + " says that it is not");
            }
            if (plain != null && mode != null && !disabled) {
                throw new ConfigurationException(
                        name + " asks for an encrypted connection, and " + plain + " for none");
            }
            encrypted |= mode != null && !disabled;
        }
        return encrypted;
    }

    static ConnectionUrl parse(String url) {
        String text = url.strip();
        for (String prefix : List.of("jdbc:clickhouse:", "jdbc:ch:")) {
            if (text.startsWith(prefix)) {
                text = text.substring(prefix.length());
                text = text.startsWith("//") ? "clickhouse:" + text : text;
            }
        }
        String scheme = scheme(text);
        String rest = text.substring(scheme.length() + 3);
        if (rest.indexOf('#') >= 0) {
            throw new ConfigurationException("the URL has a #; write it as %23");
        }
        int question = rest.indexOf('?');
        return question < 0
                ? new ConnectionUrl(scheme, rest, "")
                : new ConnectionUrl(scheme, rest.substring(0, question), rest.substring(question + 1));
    }

    void apply(ClientOptionsBuilder builder) {
        builder.protocol(protocol);
        builder.tls(encrypted ? builder.tls.enabled() : builder.tls);
        if (!servers.isEmpty()) {
            builder.servers.only(servers);
            builder.discover(null);
        }
        options.forEach(builder::option);
    }

    private static String scheme(String text) {
        int end = text.indexOf("://");
        if (end < 0) {
            throw new ConfigurationException(
                    "the URL has no scheme; it looks like clickhouse://user:password@host:9000/database");
        }
        String scheme = text.substring(0, end).toLowerCase(Locale.ROOT);
        if (!NATIVE.contains(scheme) && !HTTP.contains(scheme) && !ENCRYPTED.contains(scheme)) {
            throw new ConfigurationException("the URL's scheme is unknown; " + NearestName.hint(scheme, NATIVE)
                    + "it looks like clickhouse://user:password@host:9000/database");
        }
        return scheme;
    }

    private void takeUser(String user) {
        int colon = user.indexOf(':');
        options.put("username", decode(colon < 0 ? user : user.substring(0, colon), "the user"));
        if (colon >= 0) {
            options.put("password", decode(user.substring(colon + 1), "the password"));
        }
    }

    private void takeOptions(String query) {
        for (String pair : List.of(query.split("&", -1))) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals), "an option");
            if (equals < 0) {
                // What is no name may be a part of a password that holds a question mark.
                String shown = NAME.matcher(name).matches() ? name : "name";
                throw new ConfigurationException("an option in the URL has no value; write " + shown
                        + "=value, and %3F for a question mark in a password");
            }
            // Put behind what was there: the last one wins, also over another name of the same option.
            options.remove(name);
            options.put(name, decode(pair.substring(equals + 1), "the option " + name));
        }
    }

    static String decode(String text, String what) {
        byte[] bytes = new byte[text.length() * 3];
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%') {
                int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
                int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    throw new ConfigurationException(
                            what + " in the URL has a % without two hexadecimal digits; write a literal % as %25");
                }
                bytes[length++] = (byte) (high << 4 | low);
                i += 2;
            } else {
                int codePoint = text.codePointAt(i);
                byte[] plain = Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
                System.arraycopy(plain, 0, bytes, length, plain.length);
                length += plain.length;
                i += Character.charCount(codePoint) - 1;
            }
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
