package org.dibao.delivery.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dibao.delivery.targets.TargetSettingsBuilding.settings;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetRulesTest {
    private final TargetRules rules = new TargetRules(settings());

    /** The first and the last address of each range of IANA's registries that is not globally reachable. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0.0.0.0          | 0.255.255.255      | RFC 791
            10.0.0.0         | 10.255.255.255     | RFC 1918
            100.64.0.0       | 100.127.255.255    | RFC 6598
            100.100.100.200  | 100.100.100.200    | RFC 6598
            127.0.0.0        | 127.255.255.255    | RFC 1122
            168.63.129.16    | 168.63.129.16      | Azure
            169.254.0.0      | 169.254.255.255    | RFC 3927
            172.16.0.0       | 172.31.255.255     | RFC 1918
            192.0.0.0        | 192.0.0.255        | RFC 6890
            192.0.2.0        | 192.0.2.255        | RFC 5737
            192.31.196.0     | 192.31.196.255     | RFC 7535
            192.52.193.0     | 192.52.193.255     | RFC 7450
            192.88.99.0      | 192.88.99.255      | RFC 7526
            192.168.0.0      | 192.168.255.255    | RFC 1918
            192.175.48.0     | 192.175.48.255     | RFC 7534
            198.18.0.0       | 198.19.255.255     | RFC 2544
            198.51.100.0     | 198.51.100.255     | RFC 5737
            203.0.113.0      | 203.0.113.255      | RFC 5737
            224.0.0.0        | 239.255.255.255    | RFC 5771
            240.0.0.0        | 255.255.255.255    | RFC 1112
            ::               | ::                 | RFC 4291
            ::1              | ::1                | RFC 4291
            64:ff9b:1::      | 64:ff9b:1:ffff:ffff:ffff:ffff:ffff | RFC 8215
            100::            | 100:0:0:1:ffff:ffff:ffff:ffff | RFC 6666
            2001:2::         | 2001:2:0:ffff:ffff:ffff:ffff:ffff | RFC 5180
            2001:10::        | 2001:2f:ffff:ffff:ffff:ffff:ffff:ffff | RFC 2928
            2001:db8::       | 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff | RFC 3849
            2620:4f:8000::   | 2620:4f:8000:ffff:ffff:ffff:ffff:ffff | RFC 7534
            3fff::           | 3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff | RFC 9637
            5f00::           | 5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff | RFC 9602
            fc00::           | fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff | RFC 4193
            fd00:ec2::254    | fd00:ec2::254      | RFC 4193
            fe80::           | febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff | RFC 4291
            fec0::           | feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff | RFC 3879
            ff00::           | ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff | RFC 4291
            4000::           | 5eff:ffff::        | RFC 4291
            """)
    void aSpecialAddressIsRefusedWithTheReason(String first, String last, String source) throws Exception {
        for (String address : new String[] {first, last}) {
            assertThat(rules.fault(at(address)).orElse("allowed"))
                    .contains(source)
                    .contains("dibao.delivery.target.allow");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "::ffff:10.0.0.1", // mapped
                "::10.0.0.1", // compatible
                "::8.8.8.8",
                "::ffff:0:10.0.0.1", // translated
                "64:ff9b::10.0.0.1", // NAT64
                "64:ff9b::8.8.8.8",
                "2002:a00:1::1", // 6to4
                "2002:808:808::1",
                "2001:0:4136:e378:8000:63bf:f5ff:fffe", // Teredo of 10.0.0.1
                "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                "2400:cb00::5efe:10.0.0.1", // ISATAP
                "2400:cb00::200:5efe:8.8.8.8"
            })
    void anIpv4AddressWithinAnIpv6AddressIsRefused(String address) throws Exception {
        assertThat(rules.fault(at(address))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.0",
                "192.167.255.255",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "::ffff:1.1.1.1",
                "2606:4700:4700::1111",
                "2001:200::",
                "2400::",
                "2001:db7:ffff::",
                "2001:db9::",
                "3ffe:ffff::",
                "2003::"
            })
    void aPublicAddressIsAllowed(String address) throws Exception {
        assertThat(rules.fault(at(address))).isEmpty();
    }

    @Test
    void aRangeCanBeAllowed() throws Exception {
        TargetRules rules = new TargetRules(settings("allow", "127.0.0.0/8, fd00:1::/32, 64:ff9b::/96, 2002::/16"));

        assertThat(rules.fault(at("127.0.0.1"))).isEmpty();
        assertThat(rules.fault(at("::ffff:127.0.0.1"))).isEmpty();
        assertThat(rules.fault(at("fd00:1::5"))).isEmpty();
        assertThat(rules.fault(at("fd00:2::5"))).isPresent();
        assertThat(rules.fault(at("64:ff9b::8.8.8.8"))).isEmpty();
        assertThat(rules.fault(at("2002:808:808::1"))).isEmpty();
        // A translator that may be used still leads nowhere inward.
        assertThat(rules.fault(at("64:ff9b::10.0.0.1")).orElseThrow()).contains("10.0.0.1 is private");
        assertThat(rules.fault(at("2002:a00:1::1")).orElseThrow()).contains("10.0.0.1 is private");
        assertThat(rules.fault(at("10.0.0.1"))).isPresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ftp://example.com/              | must begin with https://
            //example.com/                  | must begin with https://
            https:example.com               | no host
            https:///path                   | no host
            https://user@example.com/       | user name
            https://user:secret@example.com/ | user name
            https://user@[::1]/             | user name
            https://example.com/#part       | fragment
            https://example.com./           | dot
            https://localhost../            | no host
            https://127.0.0.1/              | 127.0.0.1 is this machine itself
            https://127.0.0.1./             | no host
            https://127.1/                  | no host
            https://2130706433/             | four decimal numbers
            https://0x7f000001/             | four decimal numbers
            https://0x7f.0.0.1/             | no host
            https://0177.0.0.1/             | four decimal numbers
            https://017700000001/           | four decimal numbers
            https://0x7f.1/                 | no host
            https://127.0x1/                | no host
            https://a.0x7f/                 | no host
            https://[::1]/                  | this machine itself
            https://[::ffff:127.0.0.1]/     | this machine itself
            https://[::ffff:7f00:1]/        | this machine itself
            https://[0:0:0:0:0:0:0:1]/      | this machine itself
            https://[fe80::1%25eth0]/       | zone
            https://[::]/                   | unspecified
            https://a_b.-c.example/         | no host
            https://example.com:25/         | Port 25
            http://example.com:6379/        | Port 6379
            https://example.com:0/          | Port 0
            """)
    void aTargetThatMustNotBeCalledIsRefusedWhereItIsWritten(String target, String why) {
        assertThat(rules.fault(URI.create(target)).orElse("allowed")).contains(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://①②⑦.⓪.⓪.①/", "https://邸报.example/"})
    void aHostThatIsNotAsciiIsRefused(String target) {
        assertThat(rules.fault(URI.create(target)).orElse("allowed")).contains("xn--");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com",
                "HTTPS://Example.COM/a?b=c",
                "http://example.com:8080/",
                "https://1.1.1.1/",
                "https://xn--fiqs8s/",
                "https://[2606:4700:4700::1111]:8443/",
                "https://localhost/"
            })
    void anyOtherMayBeTried(String target) {
        assertThat(rules.fault(URI.create(target))).isEmpty();
    }

    /** As an empty variable in a compose file gives it. */
    @Test
    void anEmptySettingAllowsNothingMore() throws Exception {
        assertThat(new TargetRules(settings("allow", "")).fault(at("10.0.0.1"))).isPresent();
    }

    @Test
    void plainHttpCanBeSwitchedOff() {
        TargetRules strict = new TargetRules(settings("plain-http", "false"));

        assertThat(strict.fault(URI.create("http://example.com/")).orElseThrow())
                .contains("https://");
        assertThat(strict.fault(URI.create("https://example.com/"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "allow, 10.0.0.0/33",
        "allow, localhost",
        "allow, 10.0.0/8x",
        "ports, 0",
        "ports, 70000",
        "ports, 90-80",
        "ports, https"
    })
    void aSettingThatCannotBeReadIsNamed(String name, String value) {
        assertThatThrownBy(() -> settings(name, value))
                .hasStackTraceContaining("dibao.delivery.target." + name + " is \"" + value + "\"; it must");
    }

    private static InetAddress at(String address) throws UnknownHostException {
        return InetAddress.getByName(address);
    }
}
