package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.error.DataException;
import io.peristyle.query.Row;
import io.peristyle.testkit.OnEveryServer;
import io.peristyle.testkit.OverEveryTransport;
import io.peristyle.testkit.Transport;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rows that are one value, and that NULL. */
@OnEveryServer
@OverEveryTransport
final class NullRowsIT {
    private final ClickHouse db;

    NullRowsIT(ClickHouseServer server, Transport transport) {
        db = ClickHouse.connect(transport.url(server));
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void aPublisherOfValuesFailsForNull() {
        List<String> seen = new CopyOnWriteArrayList<>();
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        db.query("SELECT if(number = 2, NULL, toString(number)) FROM numbers(5)")
                .publisher(String.class)
                .subscribe(new Flow.Subscriber<>() {
                    @Override
                    public void onSubscribe(Flow.Subscription subscription) {
                        subscription.request(Long.MAX_VALUE);
                    }

                    @Override
                    public void onNext(String item) {
                        seen.add(item);
                    }

                    @Override
                    public void onError(Throwable thrown) {
                        failure.complete(thrown);
                    }

                    @Override
                    public void onComplete() {
                        failure.completeExceptionally(new AssertionError("it ended well"));
                    }
                });

        assertThat(failure.join()).isInstanceOf(DataException.class).hasMessageContaining("NULL");
        assertThat(seen).containsExactly("0", "1");
    }

    @Test
    void theFirstOfThemIsToldFromNoRowByItsRow() {
        String sql = "SELECT CAST(NULL AS Nullable(String)) FROM numbers(1) WHERE number < {n:UInt64}";

        assertThat(db.query(sql).param("n", 1).first(String.class).join()).isEmpty();
        assertThat(db.query(sql).param("n", 1).first(Row.class).join()).isPresent();
        assertThat(db.query(sql).param("n", 0).first(Row.class).join()).isEmpty();
    }
}
