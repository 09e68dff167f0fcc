package org.dibao.delivery.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignaturesTest {
    private static final byte[] BODY = "{\"title\":\"早班渡轮\"}".getBytes(StandardCharsets.UTF_8);
    private final WebhookSecret secret = WebhookSecret.random();

    /** The example of the specification. */
    @Test
    void aKnownMessageHasTheKnownSignature() {
        Map<String, String> headers = Signatures.headers(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                Instant.ofEpochSecond(1_614_265_330),
                "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8),
                List.of(WebhookSecret.ofKey(Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))),
                false);

        assertThat(headers)
                .isEqualTo(Map.of(
                        "webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        "webhook-timestamp", "1614265330",
                        "webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));
    }

    @Test
    void thePublishedLibraryVerifiesIt() {
        Map<String, String> headers = Signatures.headers("evt_a.7", Instant.now(), BODY, List.of(secret), true);

        assertThatCode(() -> library(secret).verify(text(BODY), http(headers))).doesNotThrowAnyException();
        assertThatThrownBy(() -> library(secret).verify(text(BODY) + " ", http(headers)))
                .isInstanceOf(WebhookVerificationException.class);
        assertThatThrownBy(() -> library(WebhookSecret.random()).verify(text(BODY), http(headers)))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void anOldMessageIsRefused() {
        Map<String, String> headers =
                Signatures.headers("evt_7", Instant.now().minusSeconds(301), BODY, List.of(secret), false);

        assertThatThrownBy(() -> library(secret).verify(text(BODY), http(headers)))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void whileOneSecretReplacesAnotherBothVerify() {
        WebhookSecret old = WebhookSecret.random();
        Map<String, String> headers = Signatures.headers("evt_7", Instant.now(), BODY, List.of(secret, old), true);

        assertThat(headers.get("webhook-signature")).matches("v1,[^ ]{43}= v1,[^ ]{43}= v1a,[^ ]{86}== v1a,[^ ]{86}==");
        for (WebhookSecret either : List.of(secret, old)) {
            assertThatCode(() -> library(either).verify(text(BODY), http(headers)))
                    .doesNotThrowAnyException();
        }
    }

    /** With nothing but the public key and the JDK. */
    @Test
    void anAsymmetricSignatureIsVerifiedWithThePublicKey() throws Exception {
        Map<String, String> headers =
                Signatures.headers("evt_7", Instant.ofEpochSecond(9), BODY, List.of(secret), true);
        byte[] signature =
                Base64.getDecoder().decode(headers.get("webhook-signature").split(" v1a,")[1]);
        byte[] key = Base64.getDecoder().decode(secret.publicKey().substring("whpk_".length()));

        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(HexFormat.of()
                        .parseHex("302a300506032b6570032100" + HexFormat.of().formatHex(key)))));
        verifier.update("evt_7.9.".getBytes(StandardCharsets.UTF_8));
        verifier.update(BODY);
        assertThat(verifier.verify(signature)).isTrue();
    }

    @Test
    void aSecretIsReadAsItIsWritten() {
        assertThat(secret.text()).matches("whsec_[A-Za-z0-9+/]{43}=");
        assertThat(WebhookSecret.parse(secret.text()).text()).isEqualTo(secret.text());
        assertThat(WebhookSecret.parse(secret.text()).publicKey()).isEqualTo(secret.publicKey());
        assertThat(secret).asString().isEqualTo("whsec_…");
    }

    /** Some library refuses each of these. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "whsec_",
                "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", // no padding
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "whsec_AAAAAAAAAAAAAAAAAAAAAAAA", // 18 bytes
                "whsec_-_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= ",
                "whsk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
            })
    void aSecretInAnotherFormIsRefusedAndNotShown(String text) {
        assertThatThrownBy(() -> WebhookSecret.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("whsec_ and 32 bytes")
                .hasMessageNotContaining("AAAA");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "evt 7", "evt:7", "evté", "evt_7\r\nX: y"})
    void anIdThatALibraryMightNotReadIsADefect(String id) {
        assertThatThrownBy(() -> Signatures.headers(id, Instant.now(), BODY, List.of(secret), false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Signatures.headers("evt_7", Instant.now(), new byte[0], List.of(secret), false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Webhook library(WebhookSecret secret) {
        return new Webhook(secret.text());
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }

    private static HttpHeaders http(Map<String, String> headers) {
        return HttpHeaders.of(
                headers.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, it -> List.of(it.getValue()))),
                (_, _) -> true);
    }
}
