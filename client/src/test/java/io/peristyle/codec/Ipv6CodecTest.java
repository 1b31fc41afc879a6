package io.peristyle.codec;

import static io.peristyle.codec.Codecs.converted;
import static io.peristyle.codec.Codecs.refusal;
import static io.peristyle.codec.Codecs.stored;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class Ipv6CodecTest extends LeafCodecContract {
    Ipv6CodecTest() {
        super(
                "IPv6",
                List.of(address("20010db8000000000000000000000001"), address("00000000000000000000ffff01020304")),
                "20010db8000000000000000000000001 00000000000000000000ffff01020304");
    }

    @Test
    void takesAndGivesText() {
        for (String text : List.of(
                "::",
                "::1",
                "1::",
                "2001:db8::1",
                "1:2:3:4:5:6:7:8",
                "1:0:2::3",
                "2001:db8:0:1:1:1:1:1",
                "::ffff:1.2.3.4",
                "::1.2.3.4",
                "::0.1.0.0",
                "fe80::1:0:0:1")) {
            assertThat(converted(codec(), text, String.class)).isEqualTo(text);
        }
        assertThat(converted(codec(), "2001:DB8:0:0:0:0:0:1", String.class)).isEqualTo("2001:db8::1");
        assertThat(converted(codec(), "1:2:3:4:5:6:1.2.3.4", String.class)).isEqualTo("1:2:3:4:5:6:102:304");
    }

    @Test
    void mapsIpv4() throws java.net.UnknownHostException {
        Inet6Address mapped = address("00000000000000000000ffff01020304");
        assertThat(stored(codec(), "1.2.3.4")).isEqualTo(mapped);
        assertThat(stored(codec(), InetAddress.getByAddress(new byte[] {1, 2, 3, 4})))
                .isEqualTo(mapped);
    }

    @Test
    void refusesOtherText() {
        for (String other : List.of(
                "",
                "1",
                ":",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4::5:6:7:8",
                "12345::",
                "g::",
                "::1.2.3",
                "1.2.3.4::",
                "::1.2.3.4:5",
                "fe80::1%eth0",
                "localhost",
                "1:",
                ":1",
                "::1:")) {
            assertThat(refusal(codec(), other)).as(other).contains("IPv6");
        }
    }

    private static Inet6Address address(String hex) {
        try {
            return Inet6Address.getByAddress(null, io.netty.buffer.ByteBufUtil.decodeHexDump(hex), -1);
        } catch (java.net.UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
