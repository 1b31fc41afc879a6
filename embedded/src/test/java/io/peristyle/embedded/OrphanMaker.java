package io.peristyle.embedded;

/** Main class of a process that starts a server, prints its process id and waits to be killed. */
final class OrphanMaker {
    private OrphanMaker() {}

    public static void main(String[] arguments) throws InterruptedException {
        ClickHouseServer server = ClickHouseServer.start(ServerVersion.valueOf(arguments[0]));
        if (arguments[1].equals("paused")) {
            server.pause();
        }
        System.out.println(server.pid() + " " + server.directory());
        Thread.currentThread().join();
    }
}
