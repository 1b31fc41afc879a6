package io.peristyle.pdfscan.web;

import io.peristyle.pdfscan.document.DocumentId;
import io.peristyle.pdfscan.document.DocumentStatus;
import io.peristyle.pdfscan.document.FindingType;
import io.peristyle.pdfscan.document.PageRequest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerRequest;

/** Reads what requests ask for, and says what would be right where it is not. */
final class Requests {
    private static final int DEFAULT_LIMIT = 50;

    private Requests() {}

    static PageRequest page(ServerRequest request) {
        return new PageRequest(
                number(request, "limit", DEFAULT_LIMIT, 1, PageRequest.MAXIMUM_LIMIT),
                number(request, "offset", 0, 0, PageRequest.MAXIMUM_OFFSET));
    }

    static UUID documentId(ServerRequest request) {
        String text = request.pathVariable("id");
        UUID id = DocumentId.parse(text);
        if (id == null) {
            throw notFound();
        }
        return id;
    }

    static ApiException notFound() {
        return new ApiException(
                ErrorCode.DOCUMENT_NOT_FOUND, "There is no such document.", "The id is what the upload answered.");
    }

    static @Nullable DocumentStatus status(ServerRequest request) {
        String text = text(request, "status");
        DocumentStatus status = text == null ? null : DocumentStatus.of(text);
        if (text != null && status == null) {
            throw ApiException.malformed("status must be one of "
                    + Arrays.stream(DocumentStatus.values())
                            .map(DocumentStatus::text)
                            .collect(Collectors.joining(", "))
                    + ".");
        }
        return status;
    }

    static @Nullable FindingType findingType(ServerRequest request) {
        String text = text(request, "finding_type");
        FindingType type = text == null ? null : FindingType.of(text);
        if (text != null && type == null) {
            throw ApiException.malformed("finding_type must be one of "
                    + Arrays.stream(FindingType.values()).map(FindingType::text).collect(Collectors.joining(", "))
                    + ".");
        }
        return type;
    }

    static @Nullable String operation(ServerRequest request) {
        return text(request, "operation");
    }

    static @Nullable Instant since(ServerRequest request, Clock clock) {
        String text = text(request, "since");
        if (text == null) {
            return null;
        }
        try {
            Instant since = text.startsWith("P") ? clock.instant().minus(Duration.parse(text)) : Instant.parse(text);
            if (since.isBefore(Instant.EPOCH)) {
                return Instant.EPOCH;
            }
            return since.isAfter(DocumentId.LATEST) ? DocumentId.LATEST : since;
        } catch (DateTimeException | ArithmeticException e) {
            throw ApiException.malformed(
                    "since must be a time such as 2026-11-22T12:00:00Z, or how long ago, such as PT1H.");
        }
    }

    private static int number(ServerRequest request, String name, int fallback, int minimum, int maximum) {
        String text = text(request, name);
        if (text == null) {
            return fallback;
        }
        if (text.matches("\\d{1,9}")) {
            int number = Integer.parseInt(text);
            if (number >= minimum && number <= maximum) {
                return number;
            }
        }
        throw ApiException.malformed(name + " must be a whole number from " + minimum + " to " + maximum + ".");
    }

    private static @Nullable String text(ServerRequest request, String name) {
        return request.queryParam(name).filter(value -> !value.isEmpty()).orElse(null);
    }
}
