package io.peristyle.pdfscan.document;

import java.util.Map;

/**
 * How a backend is.
 *
 * @param up whether it can be used
 * @param description for people: a version, or why it is down
 * @param figures numbers worth a look, such as connections in use; by their names
 */
public record BackendHealth(boolean up, String description, Map<String, Long> figures) {
    public BackendHealth {
        figures = Map.copyOf(figures);
    }
}
