package io.peristyle.benchmarks;

import io.peristyle.benchmarks.contender.Round;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A process that is told what to do on its standard input and answers on its standard output. Ends with this one. */
final class ChildProcess implements AutoCloseable {
    private static final long END_SECONDS = 10;
    private static final long ANSWER_MINUTES = 5;
    private static final ScheduledExecutorService WATCH = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "benchmark-watch");
        thread.setDaemon(true);
        return thread;
    });

    private final String name;
    private final Path log;
    private final Process process;
    private final BufferedReader out;
    private final BufferedWriter in;

    private ChildProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
        out = process.inputReader(StandardCharsets.UTF_8);
        in = process.outputWriter(StandardCharsets.UTF_8);
    }

    /** Starts a command, whose standard error goes to {@code log}. */
    static ChildProcess start(String name, List<String> command, Path log) throws IOException {
        File file = log.toFile();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.to(file))
                .start();
        return new ChildProcess(name, log, process);
    }

    long pid() {
        return process.pid();
    }

    /** Says a line and waits for the answer. */
    String ask(String line) throws IOException {
        in.write(line);
        in.newLine();
        in.flush();
        return answer();
    }

    /** The next line that is meant for the harness, without its mark; a process that says nothing for long is ended. */
    String answer() throws IOException {
        Future<?> alarm = WATCH.schedule(process::destroyForcibly, ANSWER_MINUTES, TimeUnit.MINUTES);
        try {
            return nextAnswer();
        } finally {
            alarm.cancel(false);
        }
    }

    private String nextAnswer() throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (!line.startsWith(Round.MARK)) {
                continue;
            }
            String answer = line.substring(Round.MARK.length());
            if (answer.startsWith("failed")) {
                throw new IOException(name + " " + answer + " (" + log.getFileName() + ")");
            }
            return answer;
        }
        throw new IOException(name + " ended without an answer (" + log + ")");
    }

    @Override
    public void close() {
        try {
            in.close();
            if (process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (IOException e) {
            // It is gone, or about to be.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
