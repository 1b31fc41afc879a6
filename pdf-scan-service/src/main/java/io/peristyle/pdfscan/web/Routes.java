package io.peristyle.pdfscan.web;

import io.peristyle.pdfscan.document.Backend;
import io.peristyle.pdfscan.document.Operation;
import io.peristyle.pdfscan.work.Pipeline;
import io.peristyle.pdfscan.work.Spool;
import java.time.Clock;
import java.time.Duration;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Which request is answered by what, and how long that takes. */
public final class Routes {
    private final Backend backend;
    private final Clock clock;

    private Routes(Backend backend, Clock clock) {
        this.backend = backend;
        this.clock = clock;
    }

    /** All routes but those of the page's own files. */
    public static RouterFunction<ServerResponse> of(
            Backend backend, Spool spool, Pipeline pipeline, Clock clock, long maximumUploadBytes) {
        UploadHandler uploads = new UploadHandler(spool, pipeline, clock, maximumUploadBytes);
        QueryHandlers queries = new QueryHandlers(backend, pipeline, clock, maximumUploadBytes);
        Routes routes = new Routes(backend, clock);
        return RouterFunctions.route()
                .POST("/upload", routes.timed("upload", uploads::upload))
                .GET("/documents", routes.timed("documents.list", queries::documents))
                .GET("/documents/{id}", routes.timed("documents.get", queries::document))
                .GET("/findings", routes.timed("findings.list", queries::findings))
                .GET("/findings/{id}", routes.timed("findings.get", queries::findingsOfDocument))
                .GET("/metrics", queries::metrics)
                .GET("/health", queries::health)
                .build();
    }

    private HandlerFunction<ServerResponse> timed(String operation, HandlerFunction<ServerResponse> handler) {
        return request -> {
            long began = System.nanoTime();
            return handler.handle(request)
                    .doOnTerminate(() -> backend.metrics()
                            .record(new Operation(
                                    operation, clock.instant(), Duration.ofNanos(System.nanoTime() - began))));
        };
    }
}
