package org.dibao.delivery.targets;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Addresses that are not somewhere on the public internet, after IANA's registries of special-purpose addresses for IPv4
 * and IPv6 (RFC 6890) and of IPv6's address space (RFC 4291), with the RFC that each range comes from.
 */
final class SpecialAddresses {

    /** @param what an adjective or a noun with an article, for "which is …" */
    record Special(AddressRange range, String what, String source) {
        @Override
        public String toString() {
            return what + " (" + range + ", " + source + ")";
        }
    }

    private static final List<Special> SPECIAL = List.of(
            of("0.0.0.0/8", "this host or network", "RFC 791"),
            of("10.0.0.0/8", "private", "RFC 1918"),
            of("100.64.0.0/10", "a carrier's shared address", "RFC 6598"),
            of("127.0.0.0/8", "this machine itself", "RFC 1122"),
            of("168.63.129.16/32", "a cloud provider's address for its virtual machines", "Azure's documentation"),
            of("169.254.0.0/16", "link-local, where clouds offer metadata", "RFC 3927"),
            of("172.16.0.0/12", "private", "RFC 1918"),
            of("192.0.0.0/24", "for the IETF's protocols", "RFC 6890"),
            of("192.0.2.0/24", "for documentation", "RFC 5737"),
            of("192.31.196.0/24", "for AS112 name servers", "RFC 7535"),
            of("192.52.193.0/24", "for multicast tunnels", "RFC 7450"),
            of("192.88.99.0/24", "a 6to4 relay", "RFC 7526"),
            of("192.168.0.0/16", "private", "RFC 1918"),
            of("192.175.48.0/24", "for AS112 name servers", "RFC 7534"),
            of("198.18.0.0/15", "for benchmarks", "RFC 2544"),
            of("198.51.100.0/24", "for documentation", "RFC 5737"),
            of("203.0.113.0/24", "for documentation", "RFC 5737"),
            of("224.0.0.0/4", "multicast", "RFC 5771"),
            of("240.0.0.0/4", "reserved or a broadcast", "RFC 1112, RFC 8190"),
            of("::/128", "the unspecified address", "RFC 4291"),
            of("::1/128", "this machine itself", "RFC 4291"),
            of("::/96", "an IPv4-compatible address", "RFC 4291"),
            of("::ffff:0:0:0/96", "an IPv4-translated address", "RFC 2765"),
            of("64:ff9b::/96", "an IPv4 address behind NAT64", "RFC 6052"),
            of("64:ff9b:1::/48", "an IPv4 address behind a local translator", "RFC 8215"),
            of("100::/63", "discarded or a dummy", "RFC 6666, RFC 9780"),
            of("2001::/32", "a Teredo address", "RFC 4380"),
            of("2001:2::/48", "for benchmarks", "RFC 5180"),
            of("2001:db8::/32", "for documentation", "RFC 3849"),
            of("2001::/23", "for the IETF's protocols", "RFC 2928"),
            of("2002::/16", "a 6to4 address", "RFC 3056"),
            of("2620:4f:8000::/48", "for AS112 name servers", "RFC 7534"),
            of("3fff::/20", "for documentation", "RFC 9637"),
            of("5f00::/16", "for segment routing", "RFC 9602"),
            of("fc00::/7", "unique local", "RFC 4193"),
            of("fe80::/10", "link-local", "RFC 4291"),
            of("fec0::/10", "site-local", "RFC 3879"),
            of("ff00::/8", "multicast", "RFC 4291"));

    private static final AddressRange GLOBAL_UNICAST = AddressRange.parse("2000::/3");
    private static final Special UNASSIGNED = of("::/0", "outside of the assigned global addresses", "RFC 4291");
    private static final Special ISATAP = of("::/0", "an ISATAP address", "RFC 5214");

    private SpecialAddresses() {}

    /** What is special about an address; empty if it is an ordinary public one. */
    static Optional<Special> of(InetAddress address) {
        return SPECIAL.stream()
                .filter(it -> it.range().contains(address))
                .findFirst()
                .or(() -> isIsatap(address) ? Optional.of(ISATAP) : Optional.empty())
                .or(() -> address instanceof Inet6Address && !GLOBAL_UNICAST.contains(address)
                        ? Optional.of(UNASSIGNED)
                        : Optional.empty());
    }

    /** The IPv4 address that an IPv6 address leads to through a translator or a tunnel; empty if to none. */
    static Optional<InetAddress> embedded(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length != 16) {
            return Optional.empty();
        }
        if (starts(bytes, 0x20, 0x02)) {
            return Optional.of(ipv4(bytes, 2, 0));
        }
        if (starts(bytes, 0x20, 0x01, 0, 0)) { // Teredo: the client's address, inverted
            return Optional.of(ipv4(bytes, 12, 0xff));
        }
        boolean inTheEnd = isCompatible(address)
                || starts(bytes, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0)
                || starts(bytes, 0, 0x64, 0xff, 0x9b)
                || isIsatap(address);
        return inTheEnd ? Optional.of(ipv4(bytes, 12, 0)) : Optional.empty();
    }

    private static boolean isCompatible(InetAddress address) {
        return address instanceof Inet6Address six
                && six.isIPv4CompatibleAddress()
                && !six.isAnyLocalAddress()
                && !six.isLoopbackAddress();
    }

    private static boolean isIsatap(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 16
                && (bytes[8] & 0xfd) == 0 // whether the embedded address is called unique makes no difference
                && bytes[9] == 0
                && bytes[10] == 0x5e
                && bytes[11] == (byte) 0xfe;
    }

    private static boolean starts(byte[] bytes, int... with) {
        for (int i = 0; i < with.length; i++) {
            if (bytes[i] != (byte) with[i]) {
                return false;
            }
        }
        return true;
    }

    private static InetAddress ipv4(byte[] bytes, int from, int inverted) {
        byte[] address = Arrays.copyOfRange(bytes, from, from + 4);
        for (int i = 0; i < 4; i++) {
            address[i] ^= (byte) inverted;
        }
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    private static Special of(String range, String what, String source) {
        return new Special(AddressRange.parse(range), what, source);
    }
}
