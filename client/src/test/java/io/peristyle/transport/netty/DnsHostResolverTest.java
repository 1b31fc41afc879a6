package io.peristyle.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.resolver.dns.SequentialDnsServerAddressStreamProvider;
import io.peristyle.options.ThreadOptions;
import io.peristyle.options.Timeouts;
import io.peristyle.transport.HostResolver;
import io.peristyle.transport.HostResolver.HostAddresses;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DnsHostResolverTest {
    private final NameServer names = NameServer.start();
    private final EventLoops loops =
            new EventLoops(new ThreadOptions(1, 1, null, ThreadOptions.Transport.AUTO), names.asProvider());
    private final HostResolver hosts = loops.hosts();

    @AfterEach
    void close() {
        loops.close().join();
        names.close();
    }

    @Test
    void givesEveryAddressAndHowLongTheyHold() {
        names.addresses("servers.test", 60, "127.0.0.2", "127.0.0.3", "127.0.0.4");

        HostAddresses found = hosts.resolve("servers.test").join();

        assertThat(found.literals()).containsExactlyInAnyOrder("127.0.0.2", "127.0.0.3", "127.0.0.4");
        assertThat(found.timeToLive()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void givesTheAddressesOfOneFamily() {
        names.addresses("both.test", 60, "127.0.0.2", "::2");

        assertThat(hosts.resolve("both.test").join().literals()).containsExactly("127.0.0.2");
    }

    @Test
    void givesAddressesOfIpv6WhereThereAreNoOthers() {
        names.addresses("six.test", 60, "::2");

        assertThat(hosts.resolve("six.test").join().literals()).containsExactly("0:0:0:0:0:0:0:2");
    }

    @Test
    void anAnswerHoldsNoLongerThanTheAliasThatLedToIt() {
        names.addresses("target.test", 3_600, "127.0.0.2");
        names.alias("alias.test", 5, "target.test");

        HostAddresses found = hosts.resolve("alias.test").join();

        assertThat(found.literals()).containsExactly("127.0.0.2");
        assertThat(found.timeToLive()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void asksAnewEachTime() {
        names.addresses("moving.test", 3_600, "127.0.0.2");
        assertThat(hosts.resolve("moving.test").join().literals()).containsExactly("127.0.0.2");
        names.addresses("moving.test", 3_600, "127.0.0.3");

        assertThat(hosts.resolve("moving.test").join().literals()).containsExactly("127.0.0.3");
    }

    @Test
    void saysThatANameIsUnknown() {
        assertThatThrownBy(() -> hosts.resolve("nobody.test").join()).hasCauseInstanceOf(UnknownHostException.class);
    }

    @Test
    void knowsThisMachineWithoutAskingTheNetwork() {
        HostAddresses found = hosts.resolve("localhost").join();

        assertThat(found.literals()).containsExactly("127.0.0.1");
        assertThat(found.timeToLive()).isNull();
        assertThat(names.questions()).isZero();
    }

    @Test
    void canBeCancelledWhileNobodyAnswers() {
        names.silent(true);
        CompletableFuture<HostAddresses> asked = hosts.resolve("silent.test");
        await().until(() -> names.questions() > 0);

        assertThat(asked.cancel(false)).isTrue();
        names.addresses("other.test", 1, "127.0.0.2");
        names.silent(false);
        assertThat(hosts.resolve("other.test").join().literals()).containsExactly("127.0.0.2");
    }

    @Test
    void asksTheNextNameServerWhileThereIsTimeIfOneIsDown() {
        names.silent(true);
        try (NameServer other = NameServer.start()) {
            other.addresses("servers.test", 60, "127.0.0.2");
            EventLoops patient = new EventLoops(
                    new ThreadOptions(1, 1, null, ThreadOptions.Transport.AUTO),
                    new SequentialDnsServerAddressStreamProvider(names.address(), other.address()));
            CompletableFuture<HostAddresses> asked = patient.hosts().resolve("servers.test");

            assertThat(asked.orTimeout(Timeouts.DEFAULT.dial().toMillis(), TimeUnit.MILLISECONDS)
                            .join()
                            .literals())
                    .containsExactly("127.0.0.2");
            assertThat(names.questions()).isPositive();
            patient.close().join();
        }
    }

    @Test
    void failsOnceClosed() {
        loops.close().join();

        assertThatThrownBy(() -> hosts.resolve("late.test").join()).hasCauseInstanceOf(IllegalStateException.class);
    }
}
