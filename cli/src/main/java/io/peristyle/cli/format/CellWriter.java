package io.peristyle.cli.format;

/** Writes the cells of the one column and in the one style that it was made for. Not thread-safe. */
@FunctionalInterface
interface CellWriter {
    void write(TextBuffer out, int row);
}
