package io.peristyle.telemetry;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.observe.ClientObserver;
import io.peristyle.observe.ConnectionEvent;
import io.peristyle.observe.LeaseEvent;
import io.peristyle.observe.QueryEvent;
import io.peristyle.observe.RetryEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** An observer that keeps what it was told. */
class Told implements ClientObserver {
    static final Endpoint ENDPOINT = new Endpoint("ch1", 9000);

    final List<Object> events = new CopyOnWriteArrayList<>();
    final AtomicLong dropped = new AtomicLong();

    @Override
    public void onConnection(ConnectionEvent event) {
        events.add(event);
    }

    @Override
    public void onLease(LeaseEvent event) {
        events.add(event);
    }

    @Override
    public void onQuery(QueryEvent event) {
        events.add(event);
    }

    @Override
    public void onRetry(RetryEvent event) {
        events.add(event);
    }

    @Override
    public void onDropped(long events) {
        dropped.addAndGet(events);
    }
}
