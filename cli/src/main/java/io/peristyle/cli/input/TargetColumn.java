package io.peristyle.cli.input;

import io.peristyle.type.ClickHouseType;

/**
 * A column of the table that rows are read for.
 *
 * @param hasDefault whether the server computes a value where an insert leaves the column out
 */
public record TargetColumn(String name, ClickHouseType type, boolean hasDefault) {}
