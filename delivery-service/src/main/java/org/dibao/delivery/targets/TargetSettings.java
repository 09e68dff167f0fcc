package org.dibao.delivery.targets;

import java.time.Duration;
import java.util.List;
import org.dibao.support.settings.MustBe;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The settings under {@code dibao.delivery.target}: what may be called, and for how long.
 *
 * @param allow            ranges of addresses that may be called although they are private or special, separated by
 *                         commas: {@code 10.1.0.0/16, fd00::/8}
 * @param ports            ports that may be called, or ranges of them, separated by commas: {@code 443, 8000-8999}
 * @param plainHttp        whether {@code http://} may be called; what is sent over it can be read by others on the way
 * @param connectTimeout   how long opening a connection may take
 * @param tlsTimeout       how long the TLS handshake may take
 * @param firstByteTimeout how long a target may send nothing, before or within its response
 * @param timeout          how long one attempt may take in all, from the look-up of the name to the end of the response
 * @param maxBody          how much of a response's body is read; then the connection is closed
 * @param maxHeaders       the largest header section of a response
 * @param maxConnections   attempts under way at once, to all targets together; further ones wait for their turn,
 *                         and one target has at most half of them
 * @param maxPerHost       attempts under way at once to one host; one target there has at most half of them
 * @param slowAfter        a target is slow when an attempt takes longer; slow ones have at most half of the attempts under way
 * @param maxIdle          unused connections kept open, to all targets together
 * @param idleConnection   an unused connection is closed after this; many servers close theirs after 5 s
 */
@Validated
@ConfigurationProperties("dibao.delivery.target")
public record TargetSettings(
        @DefaultValue List<String> allow,
        @DefaultValue({"80", "443", "8080", "8443"}) List<String> ports,
        @DefaultValue("true") boolean plainHttp,
        @MustBe("1ms or more") @DefaultValue("5s") Duration connectTimeout,
        @MustBe("1ms or more") @DefaultValue("5s") Duration tlsTimeout,
        @MustBe("1ms or more") @DefaultValue("15s") Duration firstByteTimeout,
        @MustBe("1ms or more") @DefaultValue("20s") Duration timeout,
        @MustBe("0B or more") @DefaultValue("4KB") DataSize maxBody,
        @MustBe("1KB or more") @DefaultValue("16KB") DataSize maxHeaders,
        @MustBe("1 or more") @DefaultValue("512") int maxConnections,
        @MustBe("1 or more") @DefaultValue("200") int maxPerHost,
        @MustBe("10ms or more") @DefaultValue("1s") Duration slowAfter,
        @MustBe("0 or more") @DefaultValue("256") int maxIdle,
        @MustBe("1ms or more") @DefaultValue("4s") Duration idleConnection) {

    public TargetSettings {
        allow = List.copyOf(allow);
        ports = List.copyOf(ports);
        allow.forEach(range -> checked("allow", range, () -> AddressRange.parse(range)));
        ports.forEach(range -> checked("ports", range, () -> PortRange.parse(range)));
    }

    private static void checked(String name, String value, Runnable parse) {
        try {
            parse.run();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "dibao.delivery.target." + name + " is \"" + value + "\"; it must be different: " + e.getMessage(),
                    e);
        }
    }
}
