package io.peristyle.cli.format;

import io.peristyle.column.Block;

/** {@code Null}: nothing at all; the result is read and dropped. */
final class NullWriter implements ResultWriter {
    @Override
    public void header(Block header) {}

    @Override
    public void block(Block block) {}

    @Override
    public void totals(Block totals) {}

    @Override
    public void extremes(Block extremes) {}

    @Override
    public void end() {}
}
