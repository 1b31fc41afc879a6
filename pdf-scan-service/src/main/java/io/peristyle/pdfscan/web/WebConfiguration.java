package io.peristyle.pdfscan.web;

import io.peristyle.pdfscan.ServiceSettings;
import io.peristyle.pdfscan.document.Backend;
import io.peristyle.pdfscan.work.Pipeline;
import io.peristyle.pdfscan.work.Spool;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.server.WebFilter;
import tools.jackson.databind.json.JsonMapper;

/** The service over HTTP. */
@Configuration(proxyBeanMethods = false)
public class WebConfiguration {
    /** How long a client may send nothing, of a request that it has begun or at all. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private static final Duration WHOLE_REQUEST = Duration.ofMinutes(10);

    @Bean
    RouterFunction<ServerResponse> routes(
            Backend backend, Spool spool, Pipeline pipeline, Clock clock, ServiceSettings settings) {
        return Routes.of(backend, spool, pipeline, clock, settings.web().maximumUploadBytes());
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    WebExceptionHandler errorAnswers(JsonMapper json) {
        return new ErrorAnswers(json);
    }

    @Bean
    NettyServerCustomizer patience() {
        return server -> server.readTimeout(SILENCE).idleTimeout(SILENCE).requestTimeout(WHOLE_REQUEST);
    }

    @Bean
    @Order(2)
    WebFilter crossSiteGuard(ServiceSettings settings) {
        return new CrossSiteGuard(settings.web().allowedHosts());
    }

    /** The page runs no script and loads no file but its own, whatever a document is called. */
    @Bean
    @Order(1)
    WebFilter securityHeaders() {
        return (exchange, chain) -> {
            HttpHeaders headers = exchange.getResponse().getHeaders();
            headers.set(
                    "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                            + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("Referrer-Policy", "no-referrer");
            headers.setCacheControl("no-store");
            return chain.filter(exchange);
        };
    }
}
