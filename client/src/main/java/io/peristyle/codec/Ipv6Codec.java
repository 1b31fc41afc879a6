package io.peristyle.codec;

import io.peristyle.column.Column.RowReader;
import io.peristyle.column.FixedBytesColumn;
import io.peristyle.type.ClickHouseType;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * {@code IPv6}: the sixteen bytes of the address in the order of the network. An IPv4 address becomes the IPv6 address
 * that it is mapped to, {@code ::ffff:1.2.3.4}, and is read back as that.
 */
final class Ipv6Codec extends FixedBytesCodec {
    private static final int WIDTH = 16;

    Ipv6Codec(ClickHouseType type) {
        super(type, WIDTH);
    }

    @Override
    public Inet6Address value(FixedBytesColumn column, int row) {
        try {
            // Unlike InetAddress.getByAddress, this does not turn mapped addresses into IPv4.
            return Inet6Address.getByAddress(null, column.bytesValue(row), -1);
        } catch (UnknownHostException e) {
            throw new AssertionError("sixteen bytes are an address", e);
        }
    }

    @Override
    public String stringValue(FixedBytesColumn column, int row) {
        return IpText.formatIpv6(column.bytes(), row * WIDTH);
    }

    @Override
    public @Nullable RowReader reader(FixedBytesColumn column, Class<?> target) {
        return target.isAssignableFrom(Inet6Address.class) ? column::value : NumberReaders.ofText(column, target);
    }

    @Override
    String takes() {
        return "IPv6 takes an InetAddress or its text";
    }

    @Override
    void put(Object value, byte[] target, int at) {
        if (value instanceof InetAddress address) {
            byte[] bytes = address.getAddress();
            put(address instanceof Inet4Address ? mapped(bytes) : bytes, target, at);
        } else if (value instanceof CharSequence) {
            put(parse(value.toString()), target, at);
        } else {
            throw Refusal.ofClass(takes(), value);
        }
    }

    private static void put(byte[] address, byte[] target, int at) {
        System.arraycopy(address, 0, target, at, WIDTH);
    }

    private byte[] parse(String text) {
        byte[] address = text.indexOf(':') < 0 ? IpText.parseIpv6("::ffff:" + text) : IpText.parseIpv6(text);
        if (address == null || (text.indexOf(':') < 0 && text.indexOf('.') < 0)) {
            throw Refusal.ofValue(takes(), "is another text");
        }
        return address;
    }

    private static byte[] mapped(byte[] ipv4) {
        byte[] address = new byte[WIDTH];
        address[10] = (byte) 0xff;
        address[11] = (byte) 0xff;
        System.arraycopy(ipv4, 0, address, 12, ipv4.length);
        return address;
    }
}
