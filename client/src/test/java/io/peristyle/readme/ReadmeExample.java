package io.peristyle.readme;

import io.peristyle.client.ClickHouse;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;

/** The example of the README; between the marks it is the same text. */
final class ReadmeExample {
    private ReadmeExample() {}

    // example begins
    public record Trip(long id, String city, Instant at, double fare) {}

    static List<Trip> run(String url, List<Trip> batch) {
        try (ClickHouse db = ClickHouse.connect(url)) {
            db.insert("trips").records(batch).join(); // one INSERT, columns built once

            CompletableFuture<List<Trip>> oslo = db.query("SELECT * FROM trips WHERE city = {city} ORDER BY id")
                    .param("city", "Oslo")
                    .list(Trip.class);

            LongAdder sum = new LongAdder();
            db.query("SELECT number FROM numbers(10000000)")
                    .forEachBlock(block -> {
                        for (long number : block.longs(0)) { // a primitive array, no object per row
                            sum.add(number);
                        }
                    })
                    .join();
            return oslo.join();
        }
    }
    // example ends
}
