package org.dibao.contract.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedAddressTest {
    private static final List<String> REFUSED = List.of("javascript", "vbscript", "data", "file", "blob", "x-y.z+1");

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            nullValues = "-",
            value = {
                "https://e.example https://e.example",
                "HTTPS://E.example/a?b=c&d=e#f https://E.example/a?b=c&d=e#f",
                "https://user@e.example:81/ https://user@e.example:81/",
                "https://[2001:db8::1]:81/[x] https://[2001:db8::1]:81/%5Bx%5D",
                "https:\\\\e.example\\a https://e.example/a",
                "//e.example/a //e.example/a",
                "\\\\e.example //e.example",
                "/a/b.html /a/b.html",
                "\\a /a",
                "../a%20b ../a%20b",
                "a/b:c a/b:c",
                "?a=b:c ?a=b:c",
                "#a:b #a:b",
                ". .",
                "邸报.html 邸报.html",
                "/a\"<b>'`{|}^ /a%22%3Cb%3E'%60%7B%7C%7D%5E",
                "/100%/%zz/%4f /100%25/%25zz/%4f",
                "/a#b#c /a#b%23c",
                "mailto:a@b.example?subject=x mailto:a@b.example?subject=x",
                "tel:+86-1 tel:+86-1",
                "12:30.html ./12:30.html",
                "第1章:绪论.html ./第1章:绪论.html",
                ":a ./:a",
                "AT&T.html ./AT&T.html",
                "a%3Ab ./a%3Ab",
                "https:a.example https://a.example",
                "http:/a.example/b http://a.example/b",
                "https:///a.example https://a.example",
                "///a.example //a.example",
                "https: -",
                "https:// -",
                "https:?a -",
                "/// -",
                "// -",
                "ftp://ftp.e.example/pub/ ftp://ftp.e.example/pub/",
                "ftp://[2001:db8::1]/ ftp://[2001:db8::1]/",
                "irc://irc.e.example/#boats irc://irc.e.example/#boats",
                "IRC:irc.e.example/boats irc:irc.e.example/boats",
                "mail:a@b.example mail:a@b.example",
                "xhttps://e.example/a xhttps://e.example/a",
                "htttp://e.example/a htttp://e.example/a",
                "xyhttps://e.example/a -",
                "file:///a -",
                "mail-to:a@b.example mail-to:a@b.example",
                "URL:https://e.example/a url:https://e.example/a",
                "news:comp.lang.ruby news:comp.lang.ruby",
                "magnet:?xt=urn:btih:ab&dn=c magnet:?xt=urn:btih:ab&dn=c",
                "xmpp:a@b.example xmpp:a@b.example",
                "geo:31.2,121.4;u=35 geo:31.2,121.4;u=35",
                "sms:+861?body=a%20b sms:+861?body=a%20b",
                "localhost:4000/a localhost:4000/a",
                "e.example:8080 e.example:8080",
                "ruby-core:03694 ruby-core:03694",
                "hhttps://a.example/ hhttps://a.example/",
                "ttp://a.example ttp://a.example",
                "ms-boat:1/a -",
                "java-script:alert(1) -",
                "e.example:8080;a -",
                "javascript:void(0) -",
                "JAVASCRIPT:void(0) -",
                "data:,x -",
                "about:blank -",
                "%6Aavascript:void(0) -",
                "java%73cript%0A:void(0) -",
                "http%3A//e.example/ ./http%3A//e.example/",
            })
    void itsFormIsTheOneThatIsWritten(String given, @Nullable String written) {
        assertThat(AllowedAddress.LINK.of(given)).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mailto:a@b.example", "tel:1"})
    void nothingIsLoadedFromAPhoneOrALetterBox(String given) {
        assertThat(AllowedAddress.RESOURCE.of(given)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\r\n", "\u0000", "\u200b\u00a0\u3000", "\ufeff"})
    void nothingIsNoAddress(String given) {
        assertThat(AllowedAddress.LINK.of(given)).isNull();
    }

    @Test
    void whatIsNotSeenIsTakenOffTheEndsAndEscapedWithin() {
        assertThat(AllowedAddress.LINK.of("\u200b\u00a0 /a\u200c\u202eb c\u0000d \u3000"))
                .isEqualTo("/a%E2%80%8C%E2%80%AEb%20c%00d");
        assertThat(AllowedAddress.LINK.of("\uD800/a\uDC00b\uFFFFc")).isEqualTo("/a%3Fb%EF%BF%BFc");
        assertThat(AllowedAddress.LINK.of(" ht\ttps://e.\nexample/\ra ")).isEqualTo("https://e.example/a");
        assertThat(AllowedAddress.LINK.of("https\u200b://e.example/")).isNull();
    }

    @Test
    void aLinkToAHeadingThatEndsWithAnEmojiLeadsThere() {
        assertThat(AllowedAddress.LINK.of("#go-\u26A1\uFE0F")).isEqualTo("#go-\u26A1%EF%B8%8F");
        assertThat(AllowedAddress.LINK.of("\uFE0F")).isNull();
    }

    /** Each of Unicode's characters, at each place, but for those of which an address may consist. */
    @Test
    void noCharacterDisguisesAScheme() {
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(c -> c < 0x3100 || c > 0xFE00 && c < 0x10000 || c >= 0xE0000 && c < 0xE0200 || c > 0x10FFF0)
                .forEach(c -> {
                    String sign = Character.toString(c);
                    for (String refused : REFUSED) {
                        String behindFirst = refused.substring(1);
                        for (String given : List.of(
                                sign + refused + ":x",
                                refused.charAt(0) + sign + behindFirst + ":x",
                                refused + sign + ":x",
                                refused + ":" + sign + "x",
                                sign + sign + refused + sign + ":" + sign)) {
                            assertHarmless(given);
                        }
                    }
                });
    }

    @Test
    void whateverComesItsFormHoldsAndIsHarmless() {
        long seed = Long.getLong("dibao.seed", System.nanoTime());
        System.out.println("AllowedAddressTest: -Ddibao.seed=" + seed);
        Random random = new Random(seed);
        List<String> parts = List.of(
                "javascript",
                "java",
                "script",
                "http",
                "https",
                "mailto",
                "data",
                ":",
                ":",
                "/",
                "//",
                "\\",
                "?",
                "#",
                "%",
                "%3a",
                "%6a",
                "%0a",
                "&",
                "&#9;",
                ";",
                ".",
                "..",
                "@",
                "[",
                "]",
                "x",
                "1",
                "邸",
                "\t",
                "\n",
                "\r",
                " ",
                "\u0000",
                "\u0001",
                "\u001f",
                "\u007f",
                "\u0085",
                "\u00a0",
                "\u00ad",
                "\u200b",
                "\u200d",
                "\u202e",
                "\u2028",
                "\u3000",
                "\ufeff",
                "\uffff",
                "\ud800",
                "\"",
                "'",
                "<",
                ">");
        for (int i = 0; i < 100_000; i++) {
            StringBuilder given = new StringBuilder();
            for (int part = random.nextInt(1, 9); part > 0; part--) {
                given.append(parts.get(random.nextInt(parts.size())));
            }
            assertHarmless(given.toString());
        }
    }

    @Test
    void aLongOneTakesNoLonger() {
        for (String part : List.of("a", "%6a", "%", "&", "\u200b", "a:", "\\", "\t", "//")) {
            String given = part.repeat(2_000_000 / part.length());
            long start = System.nanoTime();
            AllowedAddress.LINK.of(given);
            AllowedAddress.LINK.of("j" + given + ":x");
            assertThat(System.nanoTime() - start).as(part).isLessThan(5_000_000_000L);
        }
    }

    private static void assertHarmless(String given) {
        for (AllowedAddress use : AllowedAddress.values()) {
            String written = use.of(given);
            if (written == null) {
                continue;
            }
            assertThat(use.of(written)).as("%s, again", given).isEqualTo(written);
            assertThat(AllowedAddress.isSeen(written)).as(given).isTrue();
            boolean allowed = written.matches("https?://[^/].*|(?:\\./|/|\\?|#|\\.).*|[^:/?#]*(?:[/?#].*)?")
                    || use == AllowedAddress.LINK
                            && written.matches("(?:mailto|tel):.*|[a-z]+[.-].*:[0-9]+.*|(?i:[a-z]?h*t+p+s?)://[^/].*");
            assertThat(allowed).as("%s is written %s", given, written).isTrue();
        }
    }
}
