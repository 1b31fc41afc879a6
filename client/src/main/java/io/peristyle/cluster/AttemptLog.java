package io.peristyle.cluster;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.FailureContext;
import io.peristyle.error.Outcome;
import io.peristyle.error.ServerException;
import io.peristyle.error.TransientError;
import io.peristyle.query.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What became of the attempts of one statement so far. Belongs to the attempt that is under way: touched by one thread at a
 * time.
 */
final class AttemptLog {
    /** Earlier failures that the last one carries along. */
    private static final int KEPT_FAILURES = 8;

    // Hardly any statement has more than one attempt, or fails: each is replaced by a longer one.
    private @Nullable Endpoint first;
    private List<Endpoint> others = List.of();
    private List<ClickHouseException> failures = List.of();

    private Outcome worst = Outcome.NOT_EXECUTED;
    private boolean sent;
    private boolean unanswered;

    private long begunNanos;

    /** An attempt begins; returns its number, from 1. */
    int begin(Endpoint endpoint, long nowNanos) {
        if (first == null) {
            begunNanos = nowNanos;
            first = endpoint;
        } else {
            others = with(others, endpoint, Integer.MAX_VALUE);
        }
        return attempts();
    }

    /** The attempt has failed. */
    void failed(ClickHouseException failure) {
        failures = with(failures, failure, KEPT_FAILURES);
        sent |= failure.requestSent();
        worst = worse(worst, failure.outcome());
        unanswered |= failure.requestSent() && !(failure instanceof ServerException);
    }

    private static <T> List<T> with(List<T> earlier, T latest, int most) {
        List<T> all = new ArrayList<>(earlier.subList(Math.max(0, earlier.size() + 1 - most), earlier.size()));
        all.add(latest);
        return all;
    }

    private ClickHouseException lastFailure() {
        return failures.get(failures.size() - 1);
    }

    /** Whether a server may have carried out an earlier attempt, if only in part. */
    boolean mayBeExecuted() {
        return worst != Outcome.NOT_EXECUTED;
    }

    /** When the first attempt began. */
    long begunNanos() {
        return begunNanos;
    }

    int attempts() {
        return first == null ? 0 : 1 + others.size();
    }

    /** The servers of all attempts, in their order. */
    private List<Endpoint> endpoints() {
        List<Endpoint> all = new ArrayList<>(attempts());
        if (first != null) {
            all.add(first);
        }
        all.addAll(others);
        return all;
    }

    /** How many attempts ended with a server's error of this kind. */
    long failures(TransientError kind) {
        return failures.stream()
                .filter(failure -> failure instanceof ServerException error && TransientError.of(error.code()) == kind)
                .count();
    }

    /** The server of the last attempt. */
    Endpoint lastEndpoint() {
        return others.isEmpty() ? Objects.requireNonNull(first) : others.get(others.size() - 1);
    }

    /**
     * The identifier for an attempt that begins now, of the statement {@code queryId}: one that is like none before it if a
     * server may still be busy with one of those, for it would refuse a second one of the same name.
     */
    String queryIdFor(String queryId) {
        return unanswered && !queryId.isEmpty() ? queryId + "-" + (attempts() + 1) : queryId;
    }

    Summary whole(Summary last) {
        return attempts() == 1 ? last : last.withEndpoints(endpoints());
    }

    /** The end of a statement whose last attempt has failed. */
    ClickHouseException whole(String remark) {
        ClickHouseException last = lastFailure();
        return whole(last, remark, null);
    }

    /**
     * The end of a statement that came to no further attempt, for {@code reason}: this is what is told if no attempt had sent
     * anything; otherwise the failure of the last attempt is, with the reason behind it.
     */
    ClickHouseException wholeWithout(ClickHouseException reason) {
        if (failures.isEmpty()) {
            return reason;
        }
        return sent ? whole(lastFailure(), "", reason) : whole(reason, "", null);
    }

    private ClickHouseException whole(ClickHouseException told, String remark, @Nullable ClickHouseException behind) {
        if (attempts() <= 1 && remark.isEmpty() && behind == null && !failures.isEmpty() && told == lastFailure()) {
            return told;
        }
        FailureContext context = told.context();
        FailureContext whole = new FailureContext(
                worse(worst, context.outcome()),
                endpoints(),
                context.queryId(),
                attempts(),
                sent || context.requestSent(),
                context.repeatable());
        ClickHouseException end = told.withContext(whole, withAttempts(remark));
        for (ClickHouseException earlier : failures) {
            if (earlier != told) {
                end.addSuppressed(earlier);
            }
        }
        if (behind != null) {
            end.addSuppressed(behind);
        }
        return end;
    }

    private String withAttempts(String remark) {
        if (attempts() <= 1) {
            return remark;
        }
        String attempts = "after " + attempts() + " attempts, at "
                + endpoints().stream().map(Endpoint::toString).collect(Collectors.joining(", "));
        return remark.isEmpty() ? attempts : attempts + "; " + remark;
    }

    private static Outcome worse(Outcome one, Outcome other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
