package io.peristyle.pdfscan.web;

import io.peristyle.pdfscan.document.BackendUnavailableException;
import io.peristyle.pdfscan.document.Document;
import io.peristyle.pdfscan.work.Pipeline;
import io.peristyle.pdfscan.work.Spool;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Takes uploads, from the network to the disk without keeping more of one than a few buffers. */
final class UploadHandler {
    private final Spool spool;
    private final Pipeline pipeline;
    private final Clock clock;
    private final long maximumBytes;

    UploadHandler(Spool spool, Pipeline pipeline, Clock clock, long maximumBytes) {
        this.spool = spool;
        this.pipeline = pipeline;
        this.clock = clock;
        this.maximumBytes = maximumBytes;
    }

    Mono<ServerResponse> upload(ServerRequest request) {
        MediaType type = request.headers().contentType().orElse(MediaType.APPLICATION_OCTET_STREAM);
        if (!type.isCompatibleWith(MediaType.MULTIPART_FORM_DATA) || type.getParameter("boundary") == null) {
            return Mono.error(ApiException.malformed("Send multipart/form-data, with the file as the field \"file\"."));
        }
        if (pipeline.isFull()) {
            return Mono.error(new BackendUnavailableException("too many documents wait to be scanned", null, true));
        }
        UploadReceiver receiver = new UploadReceiver(spool, maximumBytes, clock.instant());
        AtomicBoolean received = new AtomicBoolean();
        return request.bodyToFlux(PartEvent.class)
                .concatMap(receiver::take, 1)
                .doOnDiscard(PartEvent.class, event -> DataBufferUtils.release(event.content()))
                .then(Mono.defer(receiver::finish))
                .doOnNext(file -> received.set(true))
                .doFinally(signal -> {
                    if (!received.get()) {
                        receiver.discard();
                    }
                })
                .flatMap(file -> Mono.fromFuture(
                                pipeline.accept(Document.uploaded(file.id(), file.filename(), file.size())), true)
                        .onErrorMap(BackendUnavailableException.class, failure -> told(file.id(), failure)))
                .flatMap(document -> ServerResponse.ok().bodyValue(Answers.Uploaded.of(document)));
    }

    /** Who sends an upload again that was taken has it twice. */
    private static BackendUnavailableException told(UUID id, BackendUnavailableException failure) {
        return failure.isNothingStored()
                ? failure
                : new BackendUnavailableException(
                        failure.getMessage() + ". This upload may have been accepted all the same: see /documents/" + id
                                + " before you send it again",
                        failure,
                        false);
    }
}
