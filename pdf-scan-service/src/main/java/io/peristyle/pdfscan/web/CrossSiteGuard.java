package io.peristyle.pdfscan.web;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses what a browser sends in the name of another site: the service has no users, so whoever reaches it may do everything,
 * and a browser reaches it for every page that its user opens. Programs send none of the headers that are looked at.
 */
final class CrossSiteGuard implements WebFilter {
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");
    private static final String SITE = "Sec-Fetch-Site";
    private static final String HEALTH = "/health";

    private final Set<String> allowedHosts;

    /** @param allowedHosts what the service may be called; empty: anything */
    CrossSiteGuard(Set<String> allowedHosts) {
        this.allowedHosts = allowedHosts;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        String host = request.getHeaders().getFirst(HttpHeaders.HOST);
        // Whoever probes the service may know nothing but its address.
        if (!isAllowed(host) && !request.getPath().value().equals(HEALTH)) {
            return Mono.error(new ApiException(
                    ErrorCode.UNKNOWN_HOST,
                    "The service is not called that.",
                    "PDF_SCAN_ALLOWED_HOSTS says what it is called; the header Host says something else."));
        }
        if (!SAFE.contains(request.getMethod()) && isOfAnotherSite(request.getHeaders(), host)) {
            return Mono.error(new ApiException(
                    ErrorCode.CROSS_SITE_REQUEST,
                    "Another site may not do this.",
                    "A proxy in front of the service has to pass on the header Host as the browser sent it."));
        }
        return chain.filter(exchange);
    }

    private boolean isAllowed(@Nullable String host) {
        return allowedHosts.isEmpty()
                || (host != null
                        && allowedHosts.contains(host.replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT)));
    }

    /** Browsers say where a request comes from over TLS and to this machine; elsewhere by its origin alone. */
    private static boolean isOfAnotherSite(HttpHeaders headers, @Nullable String host) {
        List<String> sites = headers.getOrEmpty(SITE);
        if (!sites.isEmpty()) {
            return !OWN_SITES.containsAll(sites);
        }
        List<String> origins = headers.getOrEmpty(HttpHeaders.ORIGIN);
        return origins.stream().anyMatch(origin -> host == null || !host.equalsIgnoreCase(authority(origin)));
    }

    private static @Nullable String authority(String origin) {
        try {
            return URI.create(origin).getAuthority();
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
