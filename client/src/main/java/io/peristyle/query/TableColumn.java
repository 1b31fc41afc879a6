package io.peristyle.query;

import io.peristyle.type.ClickHouseType;

/**
 * A column of a table, as {@code DESCRIBE TABLE} tells it.
 *
 * @param name the name, without quotes
 * @param type the type
 * @param defaultKind {@code DEFAULT}, {@code MATERIALIZED}, {@code ALIAS}, {@code EPHEMERAL}, or empty
 */
public record TableColumn(String name, ClickHouseType type, String defaultKind) {
    /** Whether an insert gives it a value unless told otherwise: it is neither computed, nor an alias, nor ephemeral. */
    public boolean isInsertable() {
        return defaultKind.isEmpty() || defaultKind.equals("DEFAULT");
    }
}
