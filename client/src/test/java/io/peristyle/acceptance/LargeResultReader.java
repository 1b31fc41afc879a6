package io.peristyle.acceptance;

import io.peristyle.client.ClickHouse;
import io.peristyle.column.Block;
import io.peristyle.query.Summary;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;

/** Reads results that are larger than its heap, as the lines of its standard input say. */
final class LargeResultReader {
    private LargeResultReader() {}

    /** @param arguments the client's URL, {@code sum} or {@code slow}, the query, its identifier */
    public static void main(String[] arguments) throws Exception {
        try (ClickHouse db = ClickHouse.connect(arguments[0])) {
            if (arguments[1].equals("sum")) {
                sum(db, arguments[2]);
            } else {
                takeOneByOne(db, arguments[2], arguments[3]);
            }
        }
    }

    private static void sum(ClickHouse db, String sql) {
        long[] sum = new long[1];
        Summary summary = db.query(sql)
                .forEachBlock(block -> {
                    for (long value : block.longs(0)) {
                        sum[0] += value;
                    }
                })
                .join();
        System.out.println(summary.rows() + " rows, sum " + sum[0]);
    }

    private static void takeOneByOne(ClickHouse db, String sql, String queryId) throws Exception {
        OneByOne taken = new OneByOne();
        db.query(sql).queryId(queryId).blocks().subscribe(taken);
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            System.out.println(order.equals("take") ? taken.take() : taken.cancel(db));
        }
    }

    /** A subscriber that takes a block when it is told to. */
    private static final class OneByOne implements Flow.Subscriber<Block> {
        private final BlockingQueue<Flow.Subscription> subscription = new LinkedBlockingQueue<>();
        private final BlockingQueue<String> signals = new LinkedBlockingQueue<>();

        String take() throws InterruptedException {
            Flow.Subscription subscribed = subscription.take();
            subscription.add(subscribed);
            subscribed.request(1);
            return signals.take();
        }

        String cancel(ClickHouse db) throws InterruptedException, IOException {
            subscription.take().cancel();
            ClientResources.awaitRest(db);
            return "at rest";
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription.add(given);
        }

        @Override
        public void onNext(Block block) {
            signals.add("block");
        }

        @Override
        public void onError(Throwable failure) {
            signals.add("error " + failure);
        }

        @Override
        public void onComplete() {
            signals.add("complete");
        }
    }
}
