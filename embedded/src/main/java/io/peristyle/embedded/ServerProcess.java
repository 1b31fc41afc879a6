package io.peristyle.embedded;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One run of a server's process, with the part of the log that this run wrote. */
final class ServerProcess {
    static final String HOST = "127.0.0.1";
    private static final Duration ANSWER_WAIT = Duration.ofSeconds(2);
    private static final Duration ORDERLY_END = Duration.ofSeconds(10);
    private static final long POLL_MILLIS = 25;
    private static final long TAIL_BYTES = 8_192;

    /** A process that was killed is gone at once, unless its machine is in trouble. */
    private static final int END_SECONDS = 10;

    private final Process process;
    private final Engine engine;
    private final ServerConfig config;
    private final Path log;
    private final long logStart;
    private String lastRefusal = "another server's answer";

    private ServerProcess(Process process, Engine engine, ServerConfig config, Path log, long logStart) {
        this.process = process;
        this.engine = engine;
        this.config = config;
        this.log = log;
        this.logStart = logStart;
    }

    static ServerProcess launch(Engine engine, ServerConfig config) {
        Path log = config.directory().resolve("server.log");
        try {
            config.write(engine.isConfiguredByFile());
            long logStart = Files.exists(log) ? Files.size(log) : 0;
            ProcessBuilder builder = new ProcessBuilder(engine.command(config))
                    .directory(config.directory().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            engine.prepare(builder.environment());
            Process process = builder.start();
            Lifeline.attach(process);
            return new ServerProcess(process, engine, config, log, logStart);
        } catch (IOException e) {
            throw new ServerStartException(
                    config.options().version() + " in " + config.directory() + ": " + e.getMessage(), e);
        }
    }

    /** Waits until the server answers over HTTP; a process that did not make it is gone when this throws. */
    void awaitReady() throws InterruptedException {
        try {
            pollUntilReady();
        } catch (InterruptedException | RuntimeException e) {
            process.destroyForcibly()
                    .onExit()
                    .completeOnTimeout(process, END_SECONDS, TimeUnit.SECONDS)
                    .join();
            throw e;
        }
    }

    private void pollUntilReady() throws InterruptedException {
        ServerOptions options = config.options();
        Timeout timeout = Timeout.after(options.startTimeout());
        while (!isReady()) {
            if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                throw failed("ended with status " + process.exitValue() + " before it answered");
            }
            if (timeout.isOver()) {
                throw failed("did not answer within " + options.startTimeout() + " (last: " + lastRefusal + ")");
            }
        }
    }

    /** Asks for the mark of this very server: another one may have been quicker to take the port. */
    private boolean isReady() {
        try {
            String sql = "SELECT substitution FROM system.macros WHERE macro = '" + ServerConfig.MARK + "'";
            return config.http().run(sql, ANSWER_WAIT).strip().equals(config.mark());
        } catch (HttpQueryException e) {
            lastRefusal = String.valueOf(e.getMessage());
            return false;
        }
    }

    /** Whether this run ended because another process holds one of its ports. */
    boolean lostItsPort() {
        return logTail().contains("Address already in use");
    }

    ServerStartException failed(String what) {
        return new ServerStartException(
                config.options().version() + " on ports " + config.ports().tcp() + " (native) and "
                        + config.ports().http() + " (HTTP) " + what + ". End of " + log + ":\n" + logTail());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.isAlive() ? process.pid() : -1;
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks, then tells, then forces; a frozen process cannot listen and is let go first. */
    void stop() throws InterruptedException {
        if (!process.isAlive()) {
            return;
        }
        signal("CONT");
        engine.requestStop(process);
        if (!process.waitFor(ORDERLY_END.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroy();
            if (!process.waitFor(ORDERLY_END.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
            }
        }
    }

    /** Stops every thread of the process; returns when the system says that it stands still. */
    void freeze() throws InterruptedException {
        signal("STOP");
        Timeout timeout = Timeout.after(ORDERLY_END);
        while (!state().equals("T")) {
            if (process.waitFor(1, TimeUnit.MILLISECONDS) || timeout.isOver()) {
                throw failed("did not freeze");
            }
        }
    }

    /** The letter after the command's name, which is in parentheses and may hold anything. */
    private String state() {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            int afterName = stat.lastIndexOf(')') + 2;
            return stat.substring(afterName, afterName + 1);
        } catch (IOException e) {
            return "";
        }
    }

    void signal(String name) throws InterruptedException {
        try {
            Process shell = new ProcessBuilder(List.of("sh", "-c", "kill -" + name + " " + process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            int status = shell.waitFor();
            if (status != 0 && process.isAlive()) {
                throw new ServerStartException("kill -" + name + " " + process.pid() + " ended with status " + status);
            }
        } catch (IOException e) {
            throw new ServerStartException("kill -" + name + " " + process.pid() + ": " + e.getMessage(), e);
        }
    }

    private String logTail() {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long from = Math.max(logStart, file.length() - TAIL_BYTES);
            byte[] tail = new byte[Math.toIntExact(file.length() - from)];
            file.seek(from);
            file.readFully(tail);
            return new String(tail, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "(unreadable: " + e.getMessage() + ")";
        }
    }
}
