package io.peristyle.cli.format;

/** How a value is told from what stands around it. */
enum TextStyle {
    /** TabSeparated: backslash escapes, no quotes, NULL as {@code \N}. */
    ESCAPED,
    /** Inside an array, tuple or map: backslash escapes in single quotes. */
    QUOTED,
    /** CSV: quotes doubled in double quotes. */
    CSV,
    /** JSON: all but numbers, booleans and null in double quotes. */
    JSON,
    /** For people to read: as it is. */
    PLAIN;

    /** The style of values inside a value of this style. */
    TextStyle inside() {
        return this == JSON ? JSON : QUOTED;
    }

    String nullText() {
        return switch (this) {
            case ESCAPED, CSV -> "\\N";
            case QUOTED -> "NULL";
            case JSON -> "null";
            case PLAIN -> "ᴺᵁᴸᴸ";
        };
    }
}
