package io.peristyle.cli.input;

import io.peristyle.type.ClickHouseType;

/** A column of the table that rows are read for. */
public record TargetColumn(String name, ClickHouseType type) {}
