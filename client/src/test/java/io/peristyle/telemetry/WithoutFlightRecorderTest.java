package io.peristyle.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.observe.ConnectionEvent;
import io.peristyle.observe.LeaseEvent;
import io.peristyle.observe.QueryEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A runtime without the module {@code jdk.jfr}. */
final class WithoutFlightRecorderTest {
    @Test
    void observersAreToldAllTheSame() throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "--limit-modules",
                        "java.base,java.logging",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Emitter.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(child.waitFor()).isZero();
        assertThat(said.strip()).isEqualTo("jdk.jfr false, wants queries true, told of 3");
    }

    /** Emits some events. */
    static final class Emitter {
        private Emitter() {}

        public static void main(String[] arguments) {
            Told told = new Told();
            Telemetry telemetry = new Telemetry(List.of(told), Runnable::run);
            telemetry.onConnection(new ConnectionEvent.Opened(Told.ENDPOINT, Duration.ZERO));
            telemetry.onLease(new LeaseEvent.Released(Told.ENDPOINT, Duration.ZERO));
            telemetry.onQuery(new QueryEvent.Started(new QueryEvent.Statement("id", "SELECT", "SELECT 1", "")));
            System.out.println(
                    "jdk.jfr " + ModuleLayer.boot().findModule("jdk.jfr").isPresent() + ", wants queries "
                            + telemetry.wantsQueries() + ", told of " + told.events.size());
        }
    }
}
