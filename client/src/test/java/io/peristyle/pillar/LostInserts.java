package io.peristyle.pillar;

import io.peristyle.observe.ClientObserver;
import io.peristyle.observe.LostInsertEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what is told of inserts in the background. */
final class LostInserts implements ClientObserver {
    final List<LostInsertEvent> events = new CopyOnWriteArrayList<>();

    @Override
    public void onLostInsert(LostInsertEvent event) {
        events.add(event);
    }

    @Override
    public boolean wantsQueries() {
        return false;
    }

    @Override
    public boolean wantsLeases() {
        return false;
    }
}
