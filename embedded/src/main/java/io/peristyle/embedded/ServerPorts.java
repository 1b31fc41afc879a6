package io.peristyle.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The two loopback ports of a server.
 *
 * <p>Free ports are drawn below the range from which the system serves outgoing connections: else a
 * test's own client could hold a killed server's port when it comes back.
 */
record ServerPorts(int tcp, int http) {
    private static final int FIRST = 10_240;
    private static final int END = 32_000;
    private static final int ATTEMPTS = 1_000;

    /**
     * The wanted ports, with a free one in place of zero.
     *
     * @throws ServerStartException when a wanted port is taken
     */
    static ServerPorts choose(int tcp, int http) {
        checkFree(tcp);
        checkFree(http);
        int chosenTcp = tcp != 0 ? tcp : free(http);
        return new ServerPorts(chosenTcp, http != 0 ? http : free(chosenTcp));
    }

    /** A loopback port that nothing listens on, other than {@code taken}. */
    static int free(int taken) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            if (port != taken && isFree(port)) {
                return port;
            }
        }
        throw new ServerStartException("no free port on 127.0.0.1 between " + FIRST + " and " + END);
    }

    private static void checkFree(int port) {
        if (port != 0 && !isFree(port)) {
            throw new ServerStartException(
                    "port " + port + " on 127.0.0.1 is in use; stop what listens there or choose another");
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
