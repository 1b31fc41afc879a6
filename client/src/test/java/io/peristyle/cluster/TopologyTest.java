package io.peristyle.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.endpoint.WeightedEndpoint;
import io.peristyle.time.ManualTime;
import io.peristyle.transport.HostResolver;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TopologyTest {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final ManualTime time = new ManualTime();
    private final Resolver resolver = new Resolver();
    private final List<List<String>> told = new ArrayList<>();

    @Test
    void takesLiteralsAsTheyAreAndNeverLooksThemUp() {
        Topology topology = start("127.0.0.1", "::1", "255.1.20.103");

        assertThat(topology.places())
                .extracting(WeightedEndpoint::endpoint)
                .extracting(Endpoint::host)
                .containsExactly("127.0.0.1", "::1", "255.1.20.103");
        assertThat(told).isEmpty();
        assertThat(resolver.asked).isEmpty();
        assertThat(time.scheduled()).isZero();
    }

    @Test
    void makesAPlaceOfEachAddressWithTheWeightOfTheName() {
        Topology topology = new Topology(
                List.of(new WeightedEndpoint(new Endpoint("a", 9000), 3), server("10.0.0.9")), resolver, time, LIMIT);
        topology.start(this::tell);
        resolver.answer("a", 60, "10.0.0.1", "10.0.0.2");

        assertThat(told).containsExactly(List.of("a/10.0.0.1:9000*3", "a/10.0.0.2:9000*3", "10.0.0.9:9000*1"));
    }

    @Test
    void aNameThatHangsHoldsNoOtherUpAndStandsForItselfOnceTheLimitHasPassed() {
        Topology topology = start("a", "b");
        resolver.answer("b", 60, "10.0.0.2");

        assertThat(told).containsExactly(List.of("b/10.0.0.2:9000*1"));
        time.advance(LIMIT);
        assertThat(told).hasSize(2);
        assertThat(told.get(1)).containsExactly("a:9000*1", "b/10.0.0.2:9000*1");
        assertThat(topology.placesOf(new Endpoint("a", 9000))).containsExactly(new Endpoint("a", 9000));
    }

    @Test
    void findsANameThatWasUnknownAtFirst() {
        Topology topology = start("a");
        resolver.fail("a");
        assertThat(told).containsExactly(List.of("a:9000*1"));
        time.advance(Duration.ofSeconds(2));
        resolver.answer("a", 60, "10.0.0.1");

        assertThat(told).hasSize(2).last().isEqualTo(List.of("a/10.0.0.1:9000*1"));
        assertThat(topology.placesOf(new Endpoint("a", 9000))).containsExactly(new Endpoint("a", 9000, "10.0.0.1"));
    }

    @Test
    void followsANameAsSoonAsItsAnswerHasAged() {
        start("a");
        resolver.answer("a", 60, "10.0.0.1");
        time.advance(Duration.ofSeconds(60).minusNanos(1));
        assertThat(resolver.waiting("a")).isZero();
        time.advance(Duration.ofNanos(1));
        resolver.answer("a", 60, "10.0.0.2");

        assertThat(told).containsExactly(List.of("a/10.0.0.1:9000*1"), List.of("a/10.0.0.2:9000*1"));
    }

    @Test
    void followsAnAnswerThatHoldsForNoTimeWithinFiveSeconds() {
        start("a");
        resolver.answer("a", 0, "10.0.0.1");
        time.advance(Duration.ofSeconds(3));
        assertThat(resolver.waiting("a")).isZero();
        time.advance(Duration.ofSeconds(2));

        assertThat(resolver.waiting("a")).isEqualTo(1);
    }

    @Test
    void keepsTheAddressesThatItKnowsWhenALookUpFailsOrHangs() {
        Topology topology = start("a");
        resolver.answer("a", 5, "10.0.0.1");
        time.advance(Duration.ofSeconds(5));
        resolver.fail("a");
        time.advance(Duration.ofSeconds(2));
        assertThat(resolver.waiting("a")).isEqualTo(1);
        time.advance(LIMIT);
        time.advance(Duration.ofSeconds(2));
        resolver.answer("a", 5, "10.0.0.1");

        assertThat(told).containsExactly(List.of("a/10.0.0.1:9000*1"));
        assertThat(topology.places()).hasSize(1);
    }

    @Test
    void isNotStirredByAnswersInAnotherOrder() {
        start("a");
        resolver.answer("a", 5, "10.0.0.1", "10.0.0.2", "10.0.0.3");
        time.advance(Duration.ofSeconds(5));
        resolver.answer("a", 5, "10.0.0.3", "10.0.0.1", "10.0.0.2");
        assertThat(told).hasSize(1);
        time.advance(Duration.ofSeconds(5));
        resolver.answer("a", 5, "10.0.0.4", "10.0.0.3", "10.0.0.1");

        assertThat(told)
                .hasSize(2)
                .last()
                .isEqualTo(List.of("a/10.0.0.1:9000*1", "a/10.0.0.3:9000*1", "a/10.0.0.4:9000*1"));
    }

    @Test
    void looksUpANameOnceForAllItsPorts() {
        Topology topology =
                new Topology(List.of(server("a"), WeightedEndpoint.of(new Endpoint("a", 9001))), resolver, time, LIMIT);
        topology.start(this::tell);
        assertThat(resolver.waiting("a")).isEqualTo(1);
        resolver.answer("a", 60, "10.0.0.1");

        assertThat(told).containsExactly(List.of("a/10.0.0.1:9000*1", "a/10.0.0.1:9001*1"));
    }

    @Test
    void otherServersTakeOverOnceTheirNamesAreKnown() {
        Topology topology = start("seed");
        resolver.answer("seed", 60, "10.0.0.1");
        topology.replace(List.of(server("b"), server("c")));
        resolver.answer("b", 60, "10.0.0.2");
        assertThat(told).hasSize(1);
        resolver.fail("c");

        assertThat(told).hasSize(2).last().isEqualTo(List.of("b/10.0.0.2:9000*1", "c:9000*1"));
        time.advance(Duration.ofMinutes(2));
        assertThat(resolver.waiting("seed")).isZero();
    }

    @Test
    void aServerWhoseNameIsUnknownHereIsAtTheAddressThatTheClusterHasForIt() {
        Topology topology = start("10.0.0.1");
        topology.replace(List.of(WeightedEndpoint.of(new Endpoint("inner", 9000, "10.0.0.7"))));
        resolver.fail("inner");

        assertThat(told).containsExactly(List.of("inner/10.0.0.7:9000*1"));
    }

    @Test
    void takesOverLiteralsAtOnce() {
        Topology topology = start("10.0.0.1");
        topology.replace(List.of(server("10.0.0.2")));

        assertThat(told).containsExactly(List.of("10.0.0.2:9000*1"));
    }

    @Test
    void leavesNothingBehindWhenClosed() {
        Topology topology = start("a", "b");
        resolver.answer("a", 60, "10.0.0.1");
        topology.close();

        assertThat(time.scheduled()).isZero();
        assertThat(resolver.waiting("b")).isZero();
        topology.replace(List.of(server("c")));
        assertThat(resolver.waiting("c")).isZero();
        assertThat(told).hasSize(1);
    }

    @Test
    void knowsAServerBeforeItsNameWasLookedUpAndSaysWhenItWas() {
        Endpoint a = new Endpoint("a", 9000);
        Topology topology = start("a", "10.0.0.9");
        assertThat(topology.has(a)).isTrue();
        assertThat(topology.has(new Endpoint("a", 9001))).isFalse();
        CompletableFuture<List<Endpoint>> places = topology.whenPlaced(a);
        assertThat(topology.whenPlaced(new Endpoint("10.0.0.9", 9000)))
                .isCompletedWithValueMatching(at -> at.size() == 1);
        assertThat(places).isNotDone();
        resolver.answer("a", 60, "10.0.0.1");

        assertThat(places).isCompletedWithValue(List.of(a.at("10.0.0.1")));
    }

    @Test
    void letsNobodyWaitForANameOnceItIsClosed() {
        Topology topology = start("a");
        CompletableFuture<List<Endpoint>> before = topology.whenPlaced(new Endpoint("a", 9000));
        topology.close();

        assertThat(before).isCompletedWithValue(List.of());
        assertThat(topology.whenPlaced(new Endpoint("a", 9000))).isCompletedWithValue(List.of());
    }

    private Topology start(String... hosts) {
        List<WeightedEndpoint> servers = new ArrayList<>();
        for (String host : hosts) {
            servers.add(server(host));
        }
        Topology topology = new Topology(servers, resolver, time, LIMIT);
        topology.start(this::tell);
        return topology;
    }

    private void tell(List<WeightedEndpoint> places) {
        told.add(places.stream()
                .map(place -> place.endpoint() + "*" + place.weight())
                .toList());
    }

    private static WeightedEndpoint server(String host) {
        return WeightedEndpoint.of(new Endpoint(host, 9000));
    }

    /** Answers when the test says so. */
    private static final class Resolver implements HostResolver {
        private final Map<String, Queue<CompletableFuture<HostAddresses>>> asked = new HashMap<>();

        @Override
        public CompletableFuture<HostAddresses> resolve(String host) {
            CompletableFuture<HostAddresses> answer = new CompletableFuture<>();
            asked.computeIfAbsent(host, key -> new ArrayDeque<>()).add(answer);
            return answer;
        }

        long waiting(String host) {
            Queue<CompletableFuture<HostAddresses>> questions = asked.getOrDefault(host, new ArrayDeque<>());
            return questions.stream().filter(question -> !question.isDone()).count();
        }

        void answer(String host, int seconds, String... literals) {
            next(host).complete(new HostAddresses(List.of(literals), Duration.ofSeconds(seconds)));
        }

        void fail(String host) {
            next(host).completeExceptionally(new UnknownHostException(host));
        }

        private CompletableFuture<HostAddresses> next(String host) {
            Queue<CompletableFuture<HostAddresses>> questions = asked.getOrDefault(host, new ArrayDeque<>());
            CompletableFuture<HostAddresses> question = questions.remove();
            while (question.isDone()) {
                question = questions.remove();
            }
            return question;
        }
    }
}
