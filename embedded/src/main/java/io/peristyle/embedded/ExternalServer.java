package io.peristyle.embedded;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A server that somebody else runs. */
record ExternalServer(String host, int tcpPort, HttpQuery query, ServerVersion version) implements ClickHouseServer {
    private static final int DEFAULT_TCP_PORT = 9_000;
    private static final int DEFAULT_HTTP_PORT = 8_123;
    private static final Pattern HTTP_PORT = Pattern.compile("(?:^|&)http_port=(\\d{1,5})(?:&|$)");

    static ExternalServer at(URI url) {
        String host = url.getHost();
        if (!"clickhouse".equals(url.getScheme()) || host == null) {
            throw new IllegalArgumentException(
                    "a server's address looks like clickhouse://user:password@host:9000?http_port=8123");
        }
        String[] login =
                Objects.requireNonNullElse(url.getUserInfo(), "default:").split(":", 2);
        String parameters = Objects.requireNonNullElse(url.getQuery(), "");
        Matcher httpPort = HTTP_PORT.matcher(parameters);
        HttpQuery query = new HttpQuery(
                host,
                httpPort.find() ? Integer.parseInt(httpPort.group(1)) : DEFAULT_HTTP_PORT,
                login[0],
                login.length == 2 ? login[1] : "");
        String version = query.run("SELECT version()", HttpQuery.TIMEOUT).strip();
        return new ExternalServer(
                host, url.getPort() < 0 ? DEFAULT_TCP_PORT : url.getPort(), query, versionOf(version));
    }

    private static ServerVersion versionOf(String text) {
        for (ServerVersion version : ServerVersion.values()) {
            if (text.startsWith(version.number() + ".")) {
                return version;
            }
        }
        throw new IllegalArgumentException("the server is of version " + text + "; known are "
                + ServerVersion.MODERN.number() + " and " + ServerVersion.LEGACY.number());
    }

    @Override
    public int httpPort() {
        return query.port();
    }

    @Override
    public @Nullable Path directory() {
        return null;
    }

    @Override
    public long pid() {
        return -1;
    }

    @Override
    public boolean isControllable() {
        return false;
    }

    @Override
    public boolean isAlive() {
        return true;
    }

    @Override
    public void kill() {
        throw notOurs();
    }

    @Override
    public void stop() {
        throw notOurs();
    }

    @Override
    public void pause() {
        throw notOurs();
    }

    @Override
    public void resume() {
        throw notOurs();
    }

    @Override
    public void restart() {
        throw notOurs();
    }

    @Override
    public String http(String sql) {
        return query.run(sql, HttpQuery.TIMEOUT);
    }

    @Override
    public void close() {}

    @Override
    public String toString() {
        return version + " at " + url();
    }

    private UnsupportedOperationException notOurs() {
        return new UnsupportedOperationException("the server at " + url() + " was not started here");
    }
}
