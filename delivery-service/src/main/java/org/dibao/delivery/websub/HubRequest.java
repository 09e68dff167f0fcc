package org.dibao.delivery.websub;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** What a subscriber asks of the hub (WebSub, section 5.1). */
sealed interface HubRequest {
    /** WebSub, section 5.1: a secret has less than 200 bytes. */
    int MAX_SECRET = 199;

    int MAX_URL = 2000;

    /** The feed, as it names itself. */
    URI topic();

    /** Where the subscriber listens; its query stays as it is. */
    URI callback();

    /** The name of the request in {@code hub.mode}. */
    String mode();

    /** @param secret signs what is sent; absent: nothing is signed */
    record Subscribe(
            URI topic,
            URI callback,
            Duration lease,
            @Nullable String secret) implements HubRequest {
        @Override
        public String mode() {
            return "subscribe";
        }

        @Override
        public String toString() {
            return "subscribe " + callback + " to " + topic;
        }
    }

    record Unsubscribe(URI topic, URI callback) implements HubRequest {
        @Override
        public String mode() {
            return "unsubscribe";
        }
    }

    /**
     * Reads a form.
     *
     * @throws IllegalArgumentException in words for the subscriber if it is not a valid request
     */
    static HubRequest of(MultiValueMap<String, String> form, WebSubSettings settings) {
        String mode = one(form, "hub.mode");
        return switch (mode == null ? "" : mode.toLowerCase(Locale.ROOT)) {
            case "subscribe" ->
                new Subscribe(url(form, "hub.topic"), url(form, "hub.callback"), lease(form, settings), secret(form));
            case "unsubscribe" -> new Unsubscribe(url(form, "hub.topic"), url(form, "hub.callback"));
            case "publish" ->
                throw new IllegalArgumentException(
                        "hub.mode must be subscribe or unsubscribe: this hub knows by itself when a feed changes, and needs no publish");
            default -> throw new IllegalArgumentException("hub.mode must be subscribe or unsubscribe");
        };
    }

    private static @Nullable String one(MultiValueMap<String, String> form, String name) {
        List<String> values = form.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new IllegalArgumentException(name + " is given " + values.size() + " times; give it once");
        }
        String value = values.isEmpty() ? null : values.getFirst();
        return value == null || value.isEmpty() ? null : value;
    }

    private static URI url(MultiValueMap<String, String> form, String name) {
        String text = one(form, name);
        if (text == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        if (text.length() > MAX_URL) {
            throw new IllegalArgumentException(name + " must have at most " + MAX_URL + " characters");
        }
        try {
            URI url = new URI(text);
            String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
            if (!scheme.equals("http") && !scheme.equals("https") || url.getHost() == null) {
                throw new IllegalArgumentException(name + " must begin with http:// or https://");
            }
            if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
                throw new IllegalArgumentException(name + " must be an address without a user name and without a #");
            }
            return url;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(name + " is not an address: " + e.getReason(), e);
        }
    }

    private static Duration lease(MultiValueMap<String, String> form, WebSubSettings settings) {
        String seconds = one(form, "hub.lease_seconds");
        if (seconds == null) {
            return settings.lease();
        }
        if (!seconds.matches("[0-9]{1,15}") || Long.parseLong(seconds) == 0) {
            throw new IllegalArgumentException("hub.lease_seconds must be a whole number of seconds, 1 or more");
        }
        return settings.granted(Long.parseLong(seconds));
    }

    private static @Nullable String secret(MultiValueMap<String, String> form) {
        String secret = one(form, "hub.secret");
        if (secret != null && secret.getBytes(StandardCharsets.UTF_8).length > MAX_SECRET) {
            throw new IllegalArgumentException("hub.secret must have at most " + MAX_SECRET + " bytes");
        }
        return secret;
    }
}
