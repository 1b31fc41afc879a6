package io.peristyle.codec;

import io.peristyle.column.Column.RowReader;
import io.peristyle.column.IntColumn;
import io.peristyle.type.ClickHouseType;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** {@code IPv4}: the address as an unsigned number, little-endian. {@code 1.2.3.4} is {@code 04 03 02 01}. */
final class Ipv4Codec extends IntCodec {
    Ipv4Codec(ClickHouseType type) {
        super(type);
    }

    @Override
    public Inet4Address value(IntColumn column, int row) {
        int raw = column.rawValue(row);
        byte[] address = {(byte) (raw >>> 24), (byte) (raw >>> 16), (byte) (raw >>> 8), (byte) raw};
        try {
            return (Inet4Address) InetAddress.getByAddress(address);
        } catch (UnknownHostException e) {
            throw new AssertionError("four bytes are an address", e);
        }
    }

    @Override
    public String stringValue(IntColumn column, int row) {
        return IpText.formatIpv4(column.rawValue(row));
    }

    @Override
    public @Nullable RowReader reader(IntColumn column, Class<?> target) {
        return target.isAssignableFrom(Inet4Address.class) ? column::value : NumberReaders.ofText(column, target);
    }

    @Override
    String takes() {
        return "IPv4 takes an Inet4Address or its text";
    }

    @Override
    int raw(Object value) {
        if (value instanceof Inet4Address address) {
            byte[] bytes = address.getAddress();
            return (bytes[0] & 0xff) << 24 | (bytes[1] & 0xff) << 16 | (bytes[2] & 0xff) << 8 | (bytes[3] & 0xff);
        }
        if (!(value instanceof CharSequence)) {
            throw Refusal.ofClass(takes(), value);
        }
        long address = IpText.parseIpv4(value.toString());
        if (address < 0) {
            throw Refusal.ofValue(takes(), "is another text");
        }
        return (int) address;
    }
}
