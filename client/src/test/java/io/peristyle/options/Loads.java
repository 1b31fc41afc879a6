package io.peristyle.options;

import io.peristyle.endpoint.Endpoint;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;

/** Servers whose load the test plays: statements end in random order, while a given number of them is kept under way. */
final class Loads {
    final List<EndpointLoad> servers = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(7);

    static Loads ofWeights(double... weights) {
        Loads loads = new Loads();
        for (double weight : weights) {
            loads.add(weight, 0, 0, true);
        }
        return loads;
    }

    Server add(double weight, int inUse, int idle, boolean room) {
        Server server = new Server(new Endpoint("server" + servers.size(), 9000), weight);
        server.inUse = inUse;
        server.idle = idle;
        server.room = room;
        servers.add(server);
        return server;
    }

    /** How often each server is chosen in {@code statements}, of which {@code concurrency} are always under way. */
    int[] shares(Balancing policy, int statements, int concurrency) {
        int[] shares = new int[servers.size()];
        List<Server> underWay = new ArrayList<>();
        for (int i = 0; i < statements; i++) {
            if (underWay.size() == concurrency) {
                underWay.remove(random.nextInt(concurrency)).inUse--;
            }
            int chosen = policy.choose(servers);
            shares[chosen]++;
            Server server = (Server) servers.get(chosen);
            server.inUse++;
            underWay.add(server);
        }
        return shares;
    }

    /** The indexes of {@code count} choices. */
    Queue<Integer> choices(Balancing policy, int count) {
        Queue<Integer> choices = new ArrayDeque<>();
        for (int i = 0; i < count; i++) {
            choices.add(policy.choose(servers));
        }
        return choices;
    }

    /** A server under a load that the test sets. */
    static final class Server implements EndpointLoad {
        private final Endpoint endpoint;
        private final double weight;
        private int inUse;
        private int idle;
        private boolean room;

        private Server(Endpoint endpoint, double weight) {
            this.endpoint = endpoint;
            this.weight = weight;
        }

        @Override
        public Endpoint endpoint() {
            return endpoint;
        }

        @Override
        public double weight() {
            return weight;
        }

        @Override
        public int inUse() {
            return inUse;
        }

        @Override
        public int idle() {
            return idle;
        }

        @Override
        public int size() {
            return inUse + idle;
        }

        @Override
        public boolean hasRoom() {
            return room;
        }
    }
}
