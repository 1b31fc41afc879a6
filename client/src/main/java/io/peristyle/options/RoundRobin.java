package io.peristyle.options;

import io.peristyle.endpoint.Endpoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One server after another, smoothly interleaved by weight: each choice gives every candidate its weight in credit, and takes
 * the sum from the one with the most, which is chosen. Weights 5, 1, 1 give a, a, b, a, c, a, a.
 */
final class RoundRobin implements Balancing {
    private static final int FORGOTTEN_AT_ONCE = 64;

    /** Guarded by this. Those of servers that are gone are dropped now and then. */
    private final Map<Endpoint, Credit> credits = new HashMap<>();

    @Override
    public synchronized int choose(List<EndpointLoad> candidates) {
        if (credits.size() > candidates.size() * 2 + FORGOTTEN_AT_ONCE) {
            credits.clear();
        }
        double handedOut = 0;
        int chosen = 0;
        Credit most = null;
        for (int i = 0; i < candidates.size(); i++) {
            EndpointLoad candidate = candidates.get(i);
            Credit credit = credits.computeIfAbsent(candidate.endpoint(), endpoint -> new Credit());
            double weight = candidate.weight();
            handedOut += weight;
            credit.amount += weight;
            if (most == null || credit.amount > most.amount) {
                most = credit;
                chosen = i;
            }
        }
        if (most != null) {
            most.amount -= handedOut;
        }
        return chosen;
    }

    @Override
    public String toString() {
        return "round_robin";
    }

    /** What a server has coming. */
    private static final class Credit {
        private double amount;
    }
}
