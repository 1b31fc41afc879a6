package io.peristyle.options;

import io.peristyle.error.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Several URLs that name the servers of one client, and differ in nothing but their protocol. */
final class ConnectionUrls {
    private static final Pattern SEPARATOR = Pattern.compile("\\s*,\\s*(?=[a-z]+(?::[a-z]+)*://)|\\s+");

    private ConnectionUrls() {}

    /** The URLs in {@code text}, separated by commas or white space. A comma may also separate hosts of one URL. */
    static List<String> split(String text) {
        return List.of(SEPARATOR.split(text.strip()));
    }

    static void apply(List<String> urls, ClientOptionsBuilder builder) {
        if (urls.isEmpty()) {
            throw new ConfigurationException(
                    "there is no URL; it looks like clickhouse://user:password@host:9000/database");
        }
        ConnectionUrl first = ConnectionUrl.parse(urls.get(0));
        List<NamedServer> servers = new ArrayList<>(first.servers);
        for (int i = 1; i < urls.size(); i++) {
            ConnectionUrl next = ConnectionUrl.parse(urls.get(i));
            requireSame(first, next, i);
            for (NamedServer server : next.servers) {
                servers.add(next.protocol == first.protocol ? server : server.withProtocol(next.protocol));
            }
            if (next.servers.isEmpty() || first.servers.isEmpty()) {
                throw new ConfigurationException("one of several URLs names no server; write its host, as in"
                        + " clickhouse://host:9000/database");
            }
        }
        first.apply(builder);
        if (urls.size() > 1) {
            builder.servers.list(servers);
        }
    }

    /** Values are not shown: one of them may be a password. */
    private static void requireSame(ConnectionUrl first, ConnectionUrl other, int index) {
        TreeSet<String> different = new TreeSet<>(first.options.keySet());
        different.addAll(other.options.keySet());
        different.removeIf(name -> {
            String value = first.options.get(name);
            return value != null && value.equals(other.options.get(name));
        });
        if (first.encrypted != other.encrypted) {
            different.add("encryption");
        }
        if (!different.isEmpty()) {
            throw new ConfigurationException("the first URL and URL " + (index + 1) + " differ in "
                    + String.join(", ", different)
                    + "; the servers of one client have the same user, password, database and options");
        }
    }
}
