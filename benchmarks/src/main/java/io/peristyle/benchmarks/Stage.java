package io.peristyle.benchmarks;

import io.peristyle.benchmarks.contender.ContenderMain;
import io.peristyle.benchmarks.contender.ServerAddress;
import io.peristyle.benchmarks.contender.Workload;
import io.peristyle.benchmarks.stub.StubServer;
import io.peristyle.embedded.ClickHouseServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where contenders run: starts their processes.
 *
 * @param directory of logs and of the floor's program
 * @param recording whether a flight recording is made of each contender
 * @param floor the floor's program; null if there is no compiler
 */
record Stage(
        ClickHouseServer server,
        Path directory,
        boolean recording,
        @Nullable Path floor) {
    /** Compiles the floor, if that can be done. */
    static Stage prepare(ClickHouseServer server, Path directory, boolean recording)
            throws IOException, InterruptedException {
        Files.createDirectories(directory);
        return new Stage(server, directory, recording, floor(directory));
    }

    private static @Nullable Path floor(Path directory) throws IOException, InterruptedException {
        Path source = directory.resolve("floor.c");
        Path program = directory.resolve("floor");
        try (InputStream in = Stage.class.getResourceAsStream("floor.c")) {
            if (in == null) {
                return null;
            }
            Files.write(source, in.readAllBytes());
        }
        try {
            Process compiler = new ProcessBuilder("cc", "-O2", "-pthread", "-o", program.toString(), source.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("floor.log").toFile())
                    .start();
            return compiler.waitFor() == 0 ? program : null;
        } catch (IOException noCompiler) {
            return null;
        }
    }

    /** Starts a stub for one contender: the first word of its answer is its native port, the second its HTTP port. */
    ChildProcess stub(String name) throws IOException {
        List<String> command = java(64);
        command.add(StubServer.class.getName());
        command.add(server.host());
        command.add(Integer.toString(server.tcpPort()));
        command.add(Integer.toString(server.httpPort()));
        return ChildProcess.start("the stub", command, log(name + "-stub"));
    }

    /** Starts a contender; {@code warmUp} is a stub that it is to warm up on, null: none. */
    ChildProcess contender(Lineup contender, Workload workload, ServerAddress address, @Nullable ServerAddress warmUp)
            throws IOException {
        String name = workload.id() + "-" + contender.id();
        if (contender == Lineup.FLOOR) {
            List<String> command = List.of(
                    String.valueOf(floor),
                    workload.kind().name().replace("STUB_", ""),
                    address.host(),
                    Integer.toString(address.tcpPort()),
                    Integer.toString(workload.connections()));
            return ChildProcess.start(contender.id(), command, log(name));
        }
        List<String> command = java(workload.heapMegabytes());
        if (recording) {
            command.add(1, "-XX:StartFlightRecording=settings=profile,filename=" + directory.resolve(name + ".jfr"));
        }
        command.add(ContenderMain.class.getName());
        command.add(contender.className());
        command.add(contender.variant());
        command.add(workload.id());
        command.add(address.toString());
        if (warmUp != null) {
            command.add(warmUp.toString());
        }
        return ChildProcess.start(contender.id(), command, log(name));
    }

    private Path log(String name) {
        return directory.resolve(name + ".log");
    }

    private static List<String> java(int heapMegabytes) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xms" + heapMegabytes + "m");
        command.add("-Xmx" + heapMegabytes + "m");
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        return command;
    }
}
