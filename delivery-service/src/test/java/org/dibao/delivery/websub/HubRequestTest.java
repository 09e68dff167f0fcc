package org.dibao.delivery.websub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

class HubRequestTest {
    static final WebSubSettings SETTINGS = new WebSubSettings(
            true, Duration.ofDays(10), Duration.ofHours(1), Duration.ofDays(30), 100, 10, 10, Duration.ZERO);

    @Test
    void aSubscriptionIsReadWithTheLeaseThatIsGranted() {
        assertThat(read("hub.mode=subscribe", TOPIC, CALLBACK, "hub.secret=s3", "hub.lease_seconds=864000"))
                .isEqualTo(new HubRequest.Subscribe(
                        URI.create("https://news.example.org/feed.xml"),
                        URI.create("https://reader.example.net/push?id=7"),
                        Duration.ofDays(10),
                        "s3"));
        assertThat(lease("hub.lease_seconds=1")).isEqualTo(Duration.ofHours(1));
        assertThat(lease("hub.lease_seconds=999999999999999")).isEqualTo(Duration.ofDays(30));
        assertThat(lease("hub.verify=async"))
                .as("not asked for; an unknown parameter")
                .isEqualTo(Duration.ofDays(10));
        assertThat(read("hub.mode=Unsubscribe", TOPIC, CALLBACK)).isInstanceOf(HubRequest.Unsubscribe.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    hub.mode=            | hub.mode must be subscribe or unsubscribe
                    hub.mode=publish     | this hub knows by itself
                    hub.callback=        | hub.callback is missing
                    hub.callback=/push   | hub.callback must begin with http
                    hub.callback=ftp://a/| hub.callback must begin with http
                    hub.callback=http://u@a.example/ | without a user name
                    hub.callback=http://a.example/#x | without a #
                    hub.callback=http://a b/         | hub.callback is not an address
                    hub.topic=           | hub.topic is missing
                    hub.lease_seconds=0  | hub.lease_seconds must be a whole number
                    hub.lease_seconds=-1 | hub.lease_seconds must be a whole number
                    hub.lease_seconds=1d | hub.lease_seconds must be a whole number
                    """)
    void whatIsWrongIsSaidInWords(String parameter, String said) {
        String name = parameter.substring(0, parameter.indexOf('='));
        MultiValueMap<String, String> form = form("hub.mode=subscribe", TOPIC, CALLBACK);
        form.set(name, parameter.substring(name.length() + 1));
        assertThatThrownBy(() -> HubRequest.of(form, SETTINGS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(said);
    }

    @Test
    void aSecretHasLessThan200BytesAndNothingIsGivenTwice() {
        read("hub.mode=subscribe", TOPIC, CALLBACK, "hub.secret=" + "s".repeat(199));
        assertThatThrownBy(() -> read("hub.mode=subscribe", TOPIC, CALLBACK, "hub.secret=" + "邸".repeat(67)))
                .hasMessage("hub.secret must have at most 199 bytes");
        assertThatThrownBy(() -> read("hub.mode=subscribe", TOPIC, CALLBACK, CALLBACK))
                .hasMessage("hub.callback is given 2 times; give it once");
    }

    @Test
    void aCallbackKeepsItsQuery() {
        var challenge = java.util.Map.of("hub.challenge", "a b");
        assertThat(CallbackUrl.with(URI.create("https://r.example/p"), challenge))
                .hasToString("https://r.example/p?hub.challenge=a+b");
        assertThat(CallbackUrl.with(URI.create("https://r.example/p?a=1&b=%2F"), challenge))
                .hasToString("https://r.example/p?a=1&b=%2F&hub.challenge=a+b");
        assertThat(CallbackUrl.with(URI.create("https://r.example/p?"), challenge))
                .hasToString("https://r.example/p?hub.challenge=a+b");
    }

    /** RFC 4231, test case 2. */
    @Test
    void aBodyIsSignedWithSha256() {
        assertThat(HubSignature.of("what do ya want for nothing?".getBytes(StandardCharsets.UTF_8), "Jefe"))
                .isEqualTo("sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    private static final String TOPIC = "hub.topic=https://news.example.org/feed.xml";
    private static final String CALLBACK = "hub.callback=https://reader.example.net/push?id=7";

    private static Duration lease(String parameter) {
        return ((HubRequest.Subscribe) read("hub.mode=subscribe", TOPIC, CALLBACK, parameter)).lease();
    }

    private static HubRequest read(String... parameters) {
        return HubRequest.of(form(parameters), SETTINGS);
    }

    private static MultiValueMap<String, String> form(String... parameters) {
        MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        for (String parameter : parameters) {
            int equals = parameter.indexOf('=');
            form.add(parameter.substring(0, equals), parameter.substring(equals + 1));
        }
        return form;
    }
}
