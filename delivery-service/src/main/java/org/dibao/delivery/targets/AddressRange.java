package org.dibao.delivery.targets;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A range of addresses in CIDR notation: {@code 10.0.0.0/8}, {@code fc00::/7}. An address without a length is a range of
 * one. IPv4 ranges contain no IPv6 address, and the other way round.
 */
record AddressRange(byte[] network, int bits) {
    private static final Pattern CIDR = Pattern.compile("([0-9A-Fa-f:.]+)(?:/(\\d{1,3}))?");

    /** @throws IllegalArgumentException with a clause that says what is wrong with it */
    static AddressRange parse(String text) {
        MatchResult parts = CIDR.matcher(text.strip())
                .results()
                .filter(match -> match.group().equals(text.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" is not a range such as 10.0.0.0/8"));
        byte[] network = NetUtil.createByteArrayFromIpAddressString(parts.group(1));
        if (network == null) {
            throw new IllegalArgumentException("\"" + parts.group(1) + "\" is not an IP address");
        }
        int bits = parts.group(2) == null ? network.length * 8 : Integer.parseInt(parts.group(2));
        if (bits > network.length * 8) {
            throw new IllegalArgumentException("\"" + text + "\" has more bits than its addresses");
        }
        return new AddressRange(network, bits);
    }

    boolean contains(InetAddress address) {
        byte[] given = address.getAddress();
        if (given.length != network.length) {
            return false;
        }
        int whole = bits / 8;
        int mask = 0xff00 >> bits % 8;
        return Arrays.equals(given, 0, whole, network, 0, whole)
                && (bits % 8 == 0 || ((given[whole] ^ network[whole]) & mask & 0xff) == 0);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressRange range && bits == range.bits && Arrays.equals(network, range.network);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(network) + bits;
    }

    @Override
    public String toString() {
        return NetUtil.bytesToIpAddress(network) + "/" + bits;
    }
}
