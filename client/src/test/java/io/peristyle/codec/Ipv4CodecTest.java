package io.peristyle.codec;

import static io.peristyle.codec.Codecs.converted;
import static io.peristyle.codec.Codecs.refusal;
import static io.peristyle.codec.Codecs.stored;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class Ipv4CodecTest extends LeafCodecContract {
    Ipv4CodecTest() {
        super("IPv4", List.of(address(1, 2, 3, 4), address(255, 254, 0, 1)), "04030201 0100feff");
    }

    @Test
    void takesItsText() {
        assertThat(stored(codec(), "255.254.0.1")).isEqualTo(address(255, 254, 0, 1));
        for (String other :
                List.of("", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1.2.3.", "localhost", "1.2.3.-4", "::1")) {
            assertThat(refusal(codec(), other)).contains("IPv4");
        }
        assertThat(refusal(codec(), 16909060)).contains("java.lang.Integer");
    }

    @Test
    void convertsToAddressAndText() {
        assertThat(converted(codec(), "1.2.3.4", InetAddress.class)).isEqualTo(address(1, 2, 3, 4));
        assertThat(converted(codec(), "1.2.3.4", String.class)).isEqualTo("1.2.3.4");
    }

    private static InetAddress address(int a, int b, int c, int d) {
        try {
            return InetAddress.getByAddress(new byte[] {(byte) a, (byte) b, (byte) c, (byte) d});
        } catch (java.net.UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
