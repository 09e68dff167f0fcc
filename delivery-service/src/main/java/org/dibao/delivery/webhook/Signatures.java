package org.dibao.delivery.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The three headers with which a webhook proves where it comes from (Standard Webhooks 1.0). Published libraries accept
 * less than the specification allows, so this is what all of them accept: ASCII ids, whole seconds, one space between
 * signatures, each with padded base64. They refuse a timestamp that is more than 300 s away, so every attempt is signed
 * anew.
 */
final class Signatures {
    static final String ID = "webhook-id";
    static final String TIMESTAMP = "webhook-timestamp";
    static final String SIGNATURE = "webhook-signature";

    private static final Pattern ID_FORM = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    private Signatures() {}

    /**
     * @param secrets    with each of them it is signed: two while one replaces the other
     * @param asymmetric whether it is signed with Ed25519 ({@code v1a}) as well
     */
    static Map<String, String> headers(
            String id, Instant at, byte[] body, List<WebhookSecret> secrets, boolean asymmetric) {
        if (!ID_FORM.matcher(id).matches() || body.length == 0 || secrets.isEmpty()) {
            throw new IllegalArgumentException("libraries would not accept it");
        }
        String timestamp = Long.toString(at.getEpochSecond());
        byte[] begin = (id + "." + timestamp + ".").getBytes(StandardCharsets.US_ASCII);
        List<String> signatures = new ArrayList<>(2 * secrets.size());
        for (WebhookSecret secret : secrets) {
            signatures.add("v1," + base64(secret.hmac(begin, body)));
        }
        if (asymmetric) {
            for (WebhookSecret secret : secrets) {
                signatures.add("v1a," + base64(ed25519(secret, begin, body)));
            }
        }
        return Map.of(ID, id, TIMESTAMP, timestamp, SIGNATURE, String.join(" ", signatures));
    }

    private static byte[] ed25519(WebhookSecret secret, byte[] begin, byte[] body) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(secret.privateKey());
            signature.update(begin);
            signature.update(body);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
