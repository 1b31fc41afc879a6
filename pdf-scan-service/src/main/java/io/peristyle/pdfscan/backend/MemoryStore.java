package io.peristyle.pdfscan.backend;

import io.peristyle.pdfscan.document.BackendUnavailableException;
import io.peristyle.pdfscan.document.Document;
import io.peristyle.pdfscan.document.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Documents with their findings, by the order of uploads. Thread-safe: what it hands out is immutable or a copy. */
final class MemoryStore {
    private static final Comparator<UUID> BY_UPLOAD = (a, b) -> {
        int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
    };

    private final MemoryLimits limits;
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by {@link #lock}, as the next one. */
    private final TreeMap<UUID, Entry> entries = new TreeMap<>(BY_UPLOAD);

    private int findingCount;

    MemoryStore(MemoryLimits limits) {
        this.limits = limits;
    }

    void save(Document document) {
        lock.lock();
        try {
            Entry entry = entries.get(document.id());
            if (entry == null) {
                makeRoom(0);
                entries.put(document.id(), new Entry(document, List.of()));
            } else if (entry.document.version() <= document.version()) {
                entries.put(document.id(), new Entry(document, entry.findings));
            }
        } finally {
            lock.unlock();
        }
    }

    void add(List<Finding> findings) {
        lock.lock();
        try {
            Entry entry = entries.get(findings.get(0).documentId());
            if (entry != null) {
                makeRoom(findings.size());
                findingCount += findings.size();
                entries.put(entry.document.id(), new Entry(entry.document, List.copyOf(findings)));
            }
        } finally {
            lock.unlock();
        }
    }

    @Nullable
    Document document(UUID id) {
        lock.lock();
        try {
            Entry entry = entries.get(id);
            return entry == null ? null : entry.document;
        } finally {
            lock.unlock();
        }
    }

    List<Finding> findings(UUID id) {
        lock.lock();
        try {
            Entry entry = entries.get(id);
            return entry == null ? List.of() : entry.findings;
        } finally {
            lock.unlock();
        }
    }

    /** All documents, those uploaded last first. */
    List<Document> documents() {
        lock.lock();
        try {
            return entries.descendingMap().values().stream()
                    .map(entry -> entry.document)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /** All findings, those of the documents uploaded last first. */
    List<Finding> findings() {
        lock.lock();
        try {
            List<Finding> all = new ArrayList<>(findingCount);
            entries.descendingMap().values().forEach(entry -> all.addAll(entry.findings));
            return all;
        } finally {
            lock.unlock();
        }
    }

    int documentCount() {
        lock.lock();
        try {
            return entries.size();
        } finally {
            lock.unlock();
        }
    }

    int findingCount() {
        lock.lock();
        try {
            return findingCount;
        } finally {
            lock.unlock();
        }
    }

    private void makeRoom(int newFindings) {
        Iterator<Entry> eldest = entries.values().iterator();
        while (entries.size() >= limits.documents() + (newFindings > 0 ? 1 : 0)
                || findingCount + newFindings > limits.findings()) {
            Entry entry = null;
            while (eldest.hasNext() && entry == null) {
                Entry candidate = eldest.next();
                entry = candidate.document.status().isFinal() ? candidate : null;
            }
            if (entry == null) {
                throw new BackendUnavailableException(
                        "the memory backend is full of documents that wait to be scanned", null, true);
            }
            eldest.remove();
            findingCount -= entry.findings.size();
        }
    }

    private record Entry(Document document, List<Finding> findings) {}
}
