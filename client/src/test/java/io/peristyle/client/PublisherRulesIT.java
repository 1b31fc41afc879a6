package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.query.Row;
import io.peristyle.testkit.OnServer;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.TestListenerAdapter;
import org.testng.TestNG;
import org.testng.annotations.AfterClass;

/** The rules of Reactive Streams, as their own test suite checks them, for results of a real server. */
@OnServer
final class PublisherRulesIT {
    @Test
    void publishersObeyTheRules(ClickHouseServer server) {
        System.setProperty("peristyle.rules.url", server.url());
        TestListenerAdapter results = new TestListenerAdapter();
        TestNG suite = new TestNG(false);
        suite.setUseDefaultListeners(false);
        suite.setVerbose(0);
        suite.setTestClasses(new Class<?>[] {RowPublisherRules.class});
        suite.addListener(results);
        suite.run();

        assertThat(results.getFailedTests().stream()
                        .map(failed -> failed.getName() + ": " + failed.getThrowable())
                        .toList())
                .isEqualTo(List.of());
        assertThat(results.getPassedTests()).hasSizeGreaterThan(20);
    }

    /** What the suite is told of the publisher under test. */
    public static final class RowPublisherRules extends FlowPublisherVerification<Row> {
        private final ClickHouse db = ClickHouse.connect(System.getProperty("peristyle.rules.url"));

        public RowPublisherRules() {
            super(new TestEnvironment(1_000, 200));
        }

        @AfterClass
        public void close() {
            db.close();
        }

        @Override
        public Flow.Publisher<Row> createFlowPublisher(long elements) {
            return db.query("SELECT number FROM system.numbers LIMIT {n:UInt64}")
                    .param("n", Math.min(elements, 1_000_000))
                    .publisher();
        }

        @Override
        public Flow.Publisher<Row> createFailedFlowPublisher() {
            return db.query("SELECT {missing:String}").publisher();
        }

        @Override
        public long maxElementsFromPublisher() {
            return 1_000_000;
        }
    }
}
