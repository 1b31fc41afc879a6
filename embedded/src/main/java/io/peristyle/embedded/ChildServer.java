package io.peristyle.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A server that runs as a child process. */
final class ChildServer implements ClickHouseServer {
    private static final int PORT_ATTEMPTS = 8;

    private final Engine engine;
    private final ServerConfig config;
    /** Null if the directory is temporary, and so nobody else's. */
    private final @Nullable DirectoryLock lock;

    private final Thread atExit = new Thread(this::end, "peristyle-server-exit");

    /** Held while the process is being started or ended; queries do not take it. */
    private final ReentrantLock lifecycle = new ReentrantLock();

    /** Written under {@link #lifecycle}. */
    private volatile ServerProcess process;

    private ChildServer(Engine engine, ServerConfig config, ServerProcess process, @Nullable DirectoryLock lock) {
        this.engine = engine;
        this.config = config;
        this.process = process;
        this.lock = lock;
    }

    static ChildServer start(ServerOptions options) {
        return start(options, () -> ServerPorts.choose(options.tcpPort(), options.httpPort()));
    }

    /** Starts on the ports given, asking for others when somebody else was quicker to take them. */
    static ChildServer start(ServerOptions options, Supplier<ServerPorts> ports) {
        Engine engine = Engine.find(options);
        Path wanted = options.dataDirectory();
        DirectoryLock lock = wanted != null ? DirectoryLock.take(wanted) : null;
        Path directory = wanted != null ? wanted : temporaryDirectory();
        try {
            ChildServer server = start(engine, options, directory, lock, ports);
            Runtime.getRuntime().addShutdownHook(server.atExit);
            return server;
        } catch (RuntimeException e) {
            if (lock != null) {
                lock.close();
            } else {
                deleteAfter(e, directory);
            }
            throw e;
        }
    }

    private static void deleteAfter(RuntimeException failure, Path directory) {
        try {
            delete(directory);
        } catch (UncheckedIOException e) {
            failure.addSuppressed(e);
        }
    }

    private static ChildServer start(
            Engine engine,
            ServerOptions options,
            Path directory,
            @Nullable DirectoryLock lock,
            Supplier<ServerPorts> ports) {
        for (int attempt = 1; ; attempt++) {
            String mark = UUID.randomUUID().toString();
            ServerConfig config = new ServerConfig(options, directory, ports.get(), mark);
            ServerProcess process = ServerProcess.launch(engine, config);
            try {
                uninterrupted(process::awaitReady);
                return new ChildServer(engine, config, process, lock);
            } catch (ServerStartException e) {
                if (attempt == PORT_ATTEMPTS || !process.lostItsPort()) {
                    throw e;
                }
            }
        }
    }

    @Override
    public String host() {
        return ServerProcess.HOST;
    }

    @Override
    public int tcpPort() {
        return config.ports().tcp();
    }

    @Override
    public int httpPort() {
        return config.ports().http();
    }

    @Override
    public ServerVersion version() {
        return config.options().version();
    }

    @Override
    public Path directory() {
        return config.directory();
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public boolean isControllable() {
        return true;
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void kill() {
        locked(() -> process.kill());
    }

    @Override
    public void stop() {
        locked(() -> process.stop());
    }

    @Override
    public void pause() {
        locked(() -> process.freeze());
    }

    @Override
    public void resume() {
        locked(() -> process.signal("CONT"));
    }

    @Override
    public void restart() {
        locked(() -> {
            process.stop();
            ServerProcess next = ServerProcess.launch(engine, config);
            process = next;
            next.awaitReady();
        });
    }

    @Override
    public String http(String sql) {
        return config.http().run(sql, HttpQuery.TIMEOUT);
    }

    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The JVM is on its way out; the hook has nothing left to do.
        }
    }

    /** Data that nobody keeps need no orderly end. */
    private void end() {
        locked(() -> {
            if (lock == null) {
                process.kill();
                delete(config.directory());
            } else {
                process.stop();
                lock.close();
            }
        });
    }

    @Override
    public String toString() {
        return version() + " at " + url();
    }

    private void locked(Step step) {
        lifecycle.lock();
        try {
            uninterrupted(step);
        } finally {
            lifecycle.unlock();
        }
    }

    private static void uninterrupted(Step step) {
        try {
            step.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerStartException("interrupted while waiting for a server's process", e);
        }
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("peristyle-server-").toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path path : (Iterable<Path>) tree.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Something that waits for a process. */
    private interface Step {
        void run() throws InterruptedException;
    }
}
