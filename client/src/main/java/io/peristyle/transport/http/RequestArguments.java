package io.peristyle.transport.http;

import io.peristyle.error.DataException;
import io.peristyle.options.ConnectionOptions;
import io.peristyle.query.QueryOptions;
import io.peristyle.query.QueryRequest;
import io.peristyle.query.Setting;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The arguments of a connection's requests: who, where, settings, the session on the server. Event loop only. */
final class RequestArguments {
    /** Kept in memory by a server that holds a small answer back; a larger one goes to its disk. */
    private static final String HELD_BACK_IN_MEMORY = Integer.toString(4 << 20);

    private static final String PROGRESS = "send_progress_in_http_headers";
    private static final String INTERVAL = "http_headers_progress_interval_ms";

    /** How many a server that gets on gives within the time that it may be silent. */
    private static final int SIGNS_OF_LIFE = 4;

    /** Arguments of the interface itself, which a setting of that name would be taken for. */
    private static final Set<String> RESERVED = Set.of(
            "query",
            "query_id",
            "user",
            "password",
            "database",
            "quota_key",
            "role",
            "compress",
            "decompress",
            "default_format",
            "session_id",
            "session_timeout",
            "session_check",
            "close_session",
            "client_protocol_version",
            "stacktrace");

    private final ConnectionOptions options;
    private @Nullable String sessionId;
    private boolean sessionKnown;
    private boolean databaseChanged;

    RequestArguments(ConnectionOptions options) {
        this.options = options;
    }

    /** Where the server is found. */
    String path() {
        return options.http().path();
    }

    /** The path of the server's sign of life. */
    String pingPath() {
        return path().endsWith("/") ? path() + "ping" : path() + "/ping";
    }

    /** From now on all requests belong to one session on the server. */
    void beginSession() {
        if (sessionId == null) {
            sessionId = UUID.randomUUID().toString();
        }
    }

    /**
     * The server has answered: a session that it does not know any more is an error from now on. Whoever stands in front of it
     * may lead to another one, which would begin an empty session in silence.
     */
    void answered() {
        sessionKnown = sessionId != null;
    }

    boolean isSession() {
        return sessionId != null;
    }

    /** A statement has set the session's current database. */
    void databaseChanged() {
        databaseChanged = true;
    }

    /** A target with what every statement has. */
    Target target(QueryOptions statement) {
        Target target = new Target(path());
        if (!options.database().isEmpty() && !databaseChanged) {
            target.add("database", options.database());
        }
        if (!statement.queryId().isEmpty()) {
            target.add("query_id", statement.queryId());
        }
        // Older servers take it for a login beside the one in the headers, and refuse both.
        String quotaKey = options.quotaKey();
        if (quotaKey != null && !HttpSession.Login.isPlain(quotaKey)) {
            target.add("quota_key", quotaKey);
        }
        if (sessionId != null) {
            target.add("session_id", sessionId)
                    .add(
                            "session_timeout",
                            Long.toString(options.http().sessionTimeout().toSeconds()));
            if (sessionKnown) {
                target.add("session_check", "1");
            }
        }
        statement.roles().forEach(role -> target.add("role", role));
        for (Setting setting : statement.settings()) {
            if (RESERVED.contains(setting.name()) || setting.name().startsWith("param_")) {
                throw new DataException(setting.name() + " is no setting of the server; over HTTP it would be taken"
                        + " for an argument of the request");
            }
            target.add(setting.name(), setting.value());
        }
        return target;
    }

    /** Adds how the answer shall come. */
    void addAnswer(Target target, QueryRequest request, boolean progress, ServerProfile profile) {
        AnswerEncoding encoding = encoding(request, profile);
        target.add("default_format", request.format() == null ? "Native" : request.format());
        if (request.format() == null && profile.revision() > 0) {
            target.add("client_protocol_version", Integer.toString(profile.revision()));
        }
        if (encoding == AnswerEncoding.FRAMES) {
            target.add("compress", "1");
        } else if (encoding != AnswerEncoding.PLAIN && !has(request, "enable_http_compression")) {
            target.add("enable_http_compression", "1");
        }
        addProgress(target, request, progress, profile);
        if (!profile.marksErrors() && !request.streamed() && !has(request, "wait_end_of_query")) {
            target.add("wait_end_of_query", "1").add("buffer_size", HELD_BACK_IN_MEMORY);
        }
    }

    /**
     * Asks for progress, for somebody who wants to hear it, or as a sign of life within the time that a server may be silent. A
     * user who may change no setting would be refused with it; in a session, statements may have made the user one of those.
     */
    private void addProgress(Target target, QueryRequest request, boolean wanted, ServerProfile profile) {
        boolean asSignOfLife = profile.takesSettings() && sessionId == null;
        boolean readable = encoding(request, profile).coding() == null || profile.tellsCodingAfterProgress();
        if (has(request, PROGRESS) || !readable || !(wanted || asSignOfLife)) {
            return;
        }
        target.add(PROGRESS, "1");
        if (!wanted && !has(request, INTERVAL)) {
            long millis = options.timeouts().read().toMillis() / SIGNS_OF_LIFE;
            target.add(INTERVAL, Long.toString(Math.max(1, millis)));
        }
    }

    /** How the answer is asked to be compressed. */
    AnswerEncoding encoding(QueryRequest request, ServerProfile profile) {
        return AnswerEncoding.of(request.options(), options.compression().method(), profile);
    }

    private static boolean has(QueryRequest request, String name) {
        return request.options().settings().stream()
                .anyMatch(setting -> setting.name().equals(name));
    }
}
