package org.dibao.delivery.webhook;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dibao.delivery.channel.Channel;
import org.dibao.delivery.subscription.SigningSecret;
import org.dibao.delivery.subscription.Subscription;

/** What is the same for all messages of a subscription: its secrets, read, and its headers. Immutable. */
final class Signing {
    private static final String CLOUD_EVENT = "application/cloudevents+json; charset=UTF-8";

    private final List<Key> keys;
    private final boolean asymmetric;
    private final Map<String, String> headers;
    private final Map<String, String> shown;

    private record Key(SigningSecret secret, WebhookSecret read) {}

    Signing(Subscription of, boolean asymmetric) {
        this.keys = of.secrets().stream()
                .map(secret -> new Key(secret, WebhookSecret.parse(secret.value())))
                .toList();
        this.asymmetric = asymmetric;
        this.headers = withContentType(of.headers());
        Map<String, String> hidden = new HashMap<>(of.headers());
        hidden.replaceAll((_, _) -> Channel.HIDDEN); // what a subscriber wants to have sent may be a password
        this.shown = withContentType(hidden);
    }

    private static Map<String, String> withContentType(Map<String, String> own) {
        Map<String, String> headers = new HashMap<>(own);
        headers.put("Content-Type", CLOUD_EVENT);
        return Map.copyOf(headers);
    }

    /** One message's own headers. */
    Map<String, String> sign(String id, Instant at, byte[] body) {
        return Signatures.headers(id, at, body, secretsAt(at), asymmetric);
    }

    private List<WebhookSecret> secretsAt(Instant time) {
        return keys.stream()
                .filter(key -> key.secret().isValidAt(time))
                .map(Key::read)
                .toList();
    }

    /** All headers of a message. */
    Map<String, String> headers(Map<String, String> signature) {
        return both(headers, signature);
    }

    /** As people may see them. */
    Map<String, String> shown(Map<String, String> signature) {
        return both(shown, signature);
    }

    private static Map<String, String> both(Map<String, String> some, Map<String, String> others) {
        Map<String, String> all = new HashMap<>(some);
        all.putAll(others);
        return all;
    }
}
