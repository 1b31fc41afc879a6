package io.peristyle.pdfscan.web;

import io.netty.channel.ChannelException;
import io.peristyle.pdfscan.document.BackendUnavailableException;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.codec.CodecException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.reactive.function.UnsupportedMediaTypeException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;
import tools.jackson.databind.json.JsonMapper;

/** Answers whatever fails in the form of all errors; what is the service's own fault is logged, and not told. */
final class ErrorAnswers implements WebExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);
    private static final String RETRY_AFTER_SECONDS = "5";

    private static final long BETWEEN_WARNINGS_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final AtomicLong nextWarning = new AtomicLong(System.nanoTime());
    private final JsonMapper json;

    ErrorAnswers(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        ServerHttpResponse response = exchange.getResponse();
        if (response.isCommitted()) {
            return Mono.error(failure);
        }
        Throwable cause = unwrapped(failure);
        if (isOfTheConnection(cause)) {
            LOG.debug("The client of {} went away: {}", exchange.getRequest().getPath(), cause.toString());
            response.setStatusCode(HttpStatus.REQUEST_TIMEOUT);
            return response.setComplete();
        }
        ApiException error = translated(exchange, cause);
        response.setStatusCode(HttpStatusCode.valueOf(error.code().status()));
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        if (error.code() == ErrorCode.BACKEND_UNAVAILABLE) {
            response.getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        byte[] body = json.writeValueAsBytes(new Answers.Failure(
                String.valueOf(error.getMessage()), error.code().name(), error.details()));
        DataBuffer buffer = response.bufferFactory().wrap(body);
        return response.writeWith(Mono.just(buffer));
    }

    /** What the service does with files fails otherwise: see {@link UploadReceiver}. */
    private static boolean isOfTheConnection(Throwable failure) {
        return failure instanceof IOException
                || failure instanceof AbortedException
                || failure instanceof ChannelException;
    }

    /** An outage fails every request; the log hears of it from time to time. */
    private void note(ServerWebExchange exchange, BackendUnavailableException unavailable) {
        long now = System.nanoTime();
        long due = nextWarning.get();
        if (now - due >= 0 && nextWarning.compareAndSet(due, now + BETWEEN_WARNINGS_NANOS)) {
            LOG.warn(
                    "{} could not be served: {}{}",
                    exchange.getRequest().getPath(),
                    unavailable.getMessage(),
                    unavailable.getCause() instanceof IOException cause ? ": " + cause : "");
        }
    }

    private ApiException translated(ServerWebExchange exchange, Throwable failure) {
        if (failure instanceof ApiException known) {
            return known;
        }
        if (failure instanceof BackendUnavailableException unavailable) {
            note(exchange, unavailable);
            return new ApiException(
                    ErrorCode.BACKEND_UNAVAILABLE,
                    "The service cannot store or read anything now; try again later.",
                    String.valueOf(unavailable.getMessage()));
        }
        if (failure instanceof ResponseStatusException status && status.getStatusCode() == HttpStatus.NOT_FOUND) {
            return new ApiException(ErrorCode.NOT_FOUND, "There is nothing here.", "/openapi.json says what there is.");
        }
        if (failure instanceof CodecException
                || failure instanceof DataBufferLimitException
                || failure instanceof UnsupportedMediaTypeException
                || failure instanceof InvalidMediaTypeException
                || (failure instanceof ResponseStatusException status
                        && status.getStatusCode().is4xxClientError())) {
            return ApiException.malformed("It cannot be read as what its headers announce.");
        }
        LOG.error("{} failed", exchange.getRequest().getPath(), failure);
        return new ApiException(ErrorCode.INTERNAL_ERROR, "The service failed.", "Its log says why.");
    }

    private static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
