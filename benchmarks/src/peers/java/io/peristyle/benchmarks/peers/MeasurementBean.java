package io.peristyle.benchmarks.peers;

import io.peristyle.benchmarks.contender.Measurement;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** A row of the inserts as client-v2 wants it. */
public final class MeasurementBean {
    private final long id;
    private final String name;
    private final ZonedDateTime ts;
    private final double score;

    MeasurementBean(Measurement row) {
        id = row.id();
        name = row.name();
        ts = row.ts().atZone(ZoneOffset.UTC);
        score = row.score();
    }

    public long getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    public ZonedDateTime getTs() {
        return ts;
    }

    public double getScore() {
        return score;
    }
}
