package io.peristyle.pdfscan.web;

import io.peristyle.pdfscan.document.Backend;
import io.peristyle.pdfscan.document.BackendHealth;
import io.peristyle.pdfscan.document.PageRequest;
import io.peristyle.pdfscan.work.Pipeline;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Answers questions about what is stored. */
final class QueryHandlers {
    private static final String VERSION = version();

    private final Backend backend;
    private final Pipeline pipeline;
    private final Clock clock;
    private final long maximumUploadBytes;

    QueryHandlers(Backend backend, Pipeline pipeline, Clock clock, long maximumUploadBytes) {
        this.backend = backend;
        this.pipeline = pipeline;
        this.clock = clock;
        this.maximumUploadBytes = maximumUploadBytes;
    }

    Mono<ServerResponse> documents(ServerRequest request) {
        PageRequest page = Requests.page(request);
        var status = Requests.status(request);
        return answer(() -> backend.documents()
                .list(page, status)
                .thenApply(list -> new Answers.DocumentList(
                        list.items().stream().map(Answers.DocumentState::of).toList(),
                        list.total(),
                        page.limit(),
                        page.offset())));
    }

    Mono<ServerResponse> document(ServerRequest request) {
        UUID id = Requests.documentId(request);
        return answer(() -> backend.documents()
                .find(id)
                .thenApply(found -> Answers.DocumentState.of(found.orElseThrow(Requests::notFound))));
    }

    Mono<ServerResponse> findings(ServerRequest request) {
        PageRequest page = Requests.page(request);
        var type = Requests.findingType(request);
        return answer(() -> backend.findings()
                .list(page, type)
                .thenApply(list -> new Answers.FindingList(
                        list.items().stream().map(Answers.FoundAt::of).toList(),
                        list.total(),
                        page.limit(),
                        page.offset())));
    }

    Mono<ServerResponse> findingsOfDocument(ServerRequest request) {
        UUID id = Requests.documentId(request);
        return answer(() -> backend.documents().find(id).thenCompose(found -> {
            var document = found.orElseThrow(Requests::notFound);
            return backend.findings().of(id).thenApply(findings -> Answers.DocumentFindings.of(document, findings));
        }));
    }

    Mono<ServerResponse> metrics(ServerRequest request) {
        var operation = Requests.operation(request);
        var since = Requests.since(request, clock);
        return answer(() -> backend.metrics()
                .summarize(operation, since)
                .thenApply(summaries -> new Answers.OperationList(
                        summaries.stream().map(Answers.OperationFigures::of).toList())));
    }

    Mono<ServerResponse> health(ServerRequest request) {
        return Mono.fromFuture(backend::health)
                .flatMap(
                        health -> ServerResponse.status(health.up() ? 200 : 503).bodyValue(answer(health)));
    }

    private Answers.Health answer(BackendHealth health) {
        return new Answers.Health(
                health.up() ? "up" : "down",
                backend.name(),
                health.description(),
                VERSION,
                ManagementFactory.getRuntimeMXBean().getUptime() / 1000,
                pipeline.waiting(),
                maximumUploadBytes,
                health.figures());
    }

    private static Mono<ServerResponse> answer(Supplier<CompletableFuture<?>> call) {
        return Mono.fromFuture(call::get).flatMap(value -> ServerResponse.ok().bodyValue(value));
    }

    private static String version() {
        String version = QueryHandlers.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
