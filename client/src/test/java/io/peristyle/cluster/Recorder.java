package io.peristyle.cluster;

import io.peristyle.column.Block;
import io.peristyle.error.ClickHouseException;
import io.peristyle.query.Summary;
import io.peristyle.transport.ResultSink;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down the end of a statement, and what the pool or the others looked like then. */
final class Recorder implements ResultSink {
    final List<String> signals = new ArrayList<>();
    private final String name;
    private final List<String> all;

    @Nullable
    Summary summary;

    @Nullable
    ClickHouseException failure;

    Runnable onReleased = () -> {};

    Recorder() {
        this("", new ArrayList<>());
    }

    /** @param all where several statements write down their ends */
    Recorder(String name, List<String> all) {
        this.name = name;
        this.all = all;
    }

    @Override
    public void onHeader(Block header) {
        signals.add("header");
    }

    @Override
    public void onBlock(Block block) {
        signals.add("block");
    }

    @Override
    public void onEnd(Summary end) {
        summary = end;
        signals.add("end");
    }

    @Override
    public void onFailure(ClickHouseException cause) {
        failure = cause;
        signals.add("failure");
    }

    @Override
    public void onReleased() {
        signals.add("released");
        all.add(name);
        onReleased.run();
    }
}
