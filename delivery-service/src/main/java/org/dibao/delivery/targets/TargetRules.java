package org.dibao.delivery.targets;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which targets may be called. An address is looked at where it is written and again where it is connected to
 * ({@link GuardedResolver}): only the second look protects, the first one tells a mistake early.
 */
public final class TargetRules {
    private static final Pattern NAME = Pattern.compile("(?!-)[A-Za-z0-9_-]{1,63}(?:\\.(?!-)[A-Za-z0-9_-]{1,63})*");
    private static final Pattern LAST_LABEL_IS_A_NUMBER = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0[xX][0-9A-Fa-f]*)");

    private final List<AddressRange> allowed;
    private final List<PortRange> ports;
    private final boolean plainHttp;

    public TargetRules(TargetSettings settings) {
        this.allowed = settings.allow().stream().map(AddressRange::parse).toList();
        this.ports = settings.ports().stream().map(PortRange::parse).toList();
        this.plainHttp = settings.plainHttp();
    }

    /**
     * What is wrong with a target as it is written, as a sentence that says what to do; empty if it may be tried. No name
     * is looked up.
     */
    public Optional<String> fault(URI target) {
        String scheme = target.getScheme() == null ? "" : target.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            return Optional.of("It must begin with https:// or http://.");
        }
        if (scheme.equals("http") && !plainHttp) {
            return Optional.of("It must begin with https://: dibao.delivery.target.plain-http is off.");
        }
        if (target.getRawUserInfo() != null
                || (target.getRawAuthority() != null && target.getRawAuthority().contains("@"))) {
            return Optional.of("It must not contain a user name or a password; send a header Authorization instead.");
        }
        if (target.getRawFragment() != null) {
            return Optional.of("It must not contain a fragment (#…): fragments are never sent.");
        }
        String host = target.getHost();
        if (host == null) {
            return Optional.of(
                    "It has no host that can be called. Write a name in ASCII (xn--… for an international one) or"
                            + " an IP address in its usual form, four decimal numbers or IPv6 in brackets.");
        }
        return hostFault(host).or(() -> portFault(port(target)));
    }

    /** The port that a target names, or that its scheme implies. */
    static int port(URI target) {
        if (target.getPort() != -1) {
            return target.getPort();
        }
        return "http".equalsIgnoreCase(target.getScheme()) ? 80 : 443;
    }

    private Optional<String> hostFault(String host) {
        if (host.startsWith("[")) {
            String literal = host.substring(1, host.length() - 1);
            byte[] bytes = literal.contains("%") ? null : NetUtil.createByteArrayFromIpAddressString(literal);
            return bytes == null
                    ? Optional.of("Its IPv6 address cannot be called: write it without a zone.")
                    : fault(address(bytes)).map(TargetRules::asSentence);
        }
        if (NetUtil.isValidIpV4Address(host)) {
            return fault(address(NetUtil.createByteArrayFromIpAddressString(host)))
                    .map(TargetRules::asSentence);
        }
        if (host.endsWith(".")) {
            return Optional.of("Its host must not end in a dot.");
        }
        if (LAST_LABEL_IS_A_NUMBER.matcher(host).matches()) {
            return Optional.of("Its host is an IP address in an unusual form: write four decimal numbers.");
        }
        return host.length() <= 253 && NAME.matcher(host).matches()
                ? Optional.empty()
                : Optional.of("Its host is not a name that can be looked up.");
    }

    private Optional<String> portFault(int port) {
        return ports.stream().anyMatch(range -> range.contains(port))
                ? Optional.empty()
                : Optional.of("Port " + port + " must not be called: those that may are "
                        + ports.stream().map(PortRange::toString).collect(Collectors.joining(", "))
                        + " (dibao.delivery.target.ports).");
    }

    /**
     * Why an address must not be connected to: a clause such as "10.0.0.5 is private (10.0.0.0/8, RFC 1918)"; empty if it
     * may. An address that leads to an IPv4 address may be connected to only if that one may, too.
     */
    Optional<String> fault(InetAddress address) {
        return ownFault(address)
                .or(() -> SpecialAddresses.embedded(address).flatMap(this::ownFault))
                .map(fault -> fault + "; dibao.delivery.target.allow can allow it");
    }

    private Optional<String> ownFault(InetAddress address) {
        return allowed.stream().anyMatch(range -> range.contains(address))
                ? Optional.empty()
                : SpecialAddresses.of(address).map(special -> address.getHostAddress() + " is " + special);
    }

    private static String asSentence(String clause) {
        return "It must not be called: " + clause + ".";
    }

    /** An IPv4-mapped address becomes the IPv4 address, as it does when connecting. */
    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 or 16 bytes are an address", e);
        }
    }
}
