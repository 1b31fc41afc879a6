package io.peristyle.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ClickHouseException;
import io.peristyle.options.HttpProxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A proxy whose answer comes a byte at a time. */
class ProxyTunnelTest {
    private final List<ClickHouseException> failures = new ArrayList<>();
    private final EmbeddedChannel channel = new EmbeddedChannel(new ProxyTunnel(
            new ProxyTunnel.Route(new HttpProxy(new Endpoint("proxy", 3128)), new Endpoint("server", 9000)),
            "",
            Duration.ofSeconds(30),
            failures::add));

    @AfterEach
    void release() {
        channel.finishAndReleaseAll();
    }

    @Test
    void isUnderstood() {
        trickle("HTTP/1.1 200 OK\r\nX: y\r\n\r\n");

        assertThat(failures).isEmpty();
        assertThat(channel.pipeline().get(ProxyTunnel.class)).isNull();
        channel.writeInbound(Unpooled.copiedBuffer("of the server", StandardCharsets.US_ASCII));
        ByteBuf behind = channel.readInbound();
        assertThat(behind.toString(StandardCharsets.US_ASCII)).isEqualTo("of the server");
        behind.release();
    }

    @Test
    void whatCameWithItIsTheServers() {
        trickle("HTTP/1.1 200 OK\r\n");
        channel.writeInbound(Unpooled.copiedBuffer("\r\nof the server", StandardCharsets.US_ASCII));

        ByteBuf behind = channel.readInbound();
        assertThat(behind.toString(StandardCharsets.US_ASCII)).isEqualTo("of the server");
        behind.release();
    }

    @Test
    void costsNoMoreThanItsBytes() {
        List<ByteBuf> reads = new ArrayList<>();
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            channel.writeInbound(Unpooled.copiedBuffer("HTTP/1.1 200 OK\r\nX: ", StandardCharsets.US_ASCII));
            for (int i = 0; i < 20_000 && failures.isEmpty(); i++) {
                ByteBuf read = Unpooled.buffer(64).writeByte('a');
                reads.add(read);
                channel.writeInbound(read);
            }
        });

        assertThat(failures)
                .first()
                .satisfies(failure -> assertThat(failure).hasMessageContaining("its answer has no end"));
        assertThat(reads).hasSizeGreaterThan(10_000).allMatch(read -> read.refCnt() == 0);
    }

    private void trickle(String answer) {
        for (byte one : answer.getBytes(StandardCharsets.US_ASCII)) {
            channel.writeInbound(Unpooled.buffer(1).writeByte(one));
        }
    }
}
