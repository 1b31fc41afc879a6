package io.peristyle.chaos.scenario;

import io.peristyle.chaos.verdict.Findings;
import io.peristyle.client.ClickHouse;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.HttpQueryException;
import io.peristyle.embedded.ServerFleet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What a scenario is given, and what it opened. Used by the thread that plays it. */
public final class Stage {
    private static final int HEALING_ATTEMPTS = 5;
    private static final long SETTLING_MILLIS = 200;

    private final ServerFleet fleet;
    private final Scale scale;
    private final long seed;
    private final Findings findings;
    private final List<ClickHouse> clients = new ArrayList<>();

    /**
     * Prepares it.
     *
     * @param fleet servers, all up, that the scenario may kill and freeze
     * @param seed of all chance
     */
    Stage(ServerFleet fleet, Scale scale, long seed, Findings findings) {
        this.fleet = fleet;
        this.scale = scale;
        this.seed = seed;
        this.findings = findings;
    }

    ServerFleet fleet() {
        return fleet;
    }

    Scale scale() {
        return scale;
    }

    Findings findings() {
        return findings;
    }

    /** How long it goes on. */
    Duration duration() {
        return scale.duration();
    }

    /** Chance, from the seed; each call begins it anew. */
    Random random() {
        return new Random(seed);
    }

    /** The native ports of the servers. */
    List<Integer> ports() {
        return fleet.servers().stream().map(ClickHouseServer::tcpPort).toList();
    }

    /** A client that is closed at the end, however that comes. */
    ClickHouse connect(String url) {
        ClickHouse client = ClickHouse.connect(url);
        clients.add(client);
        return client;
    }

    /** Waits until all servers answer. Restarts those that died of something else than the scenario; says how many. */
    void heal() throws InterruptedException {
        int down = 0;
        for (int attempt = 1; ; attempt++) {
            down += fleet.heal();
            // The embedded server may die a moment after it was thawed, of a connection that was lost meanwhile.
            Thread.sleep(SETTLING_MILLIS);
            try {
                fleet.servers().forEach(server -> server.http("SELECT 1"));
                break;
            } catch (HttpQueryException e) {
                if (attempt == HEALING_ATTEMPTS) {
                    throw e;
                }
            }
        }
        if (down > 0) {
            findings.note(down + " servers were down at the end, and were restarted");
        }
    }

    /** Closes what the scenario left open because it failed. */
    void clear() {
        clients.forEach(client -> client.close(Duration.ZERO).join());
    }
}
