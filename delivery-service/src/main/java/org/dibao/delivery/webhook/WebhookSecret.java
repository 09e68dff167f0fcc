package org.dibao.delivery.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret of Standard Webhooks 1.0: {@code whsec_} and 32 random bytes in padded standard base64, the one form that all
 * published libraries read. The key pair for asymmetric signatures follows from it, so that there is one secret to
 * replace, and a subscriber can let others verify who must not sign. Its text form does not show it.
 */
public final class WebhookSecret {
    private static final String PREFIX = "whsec_";
    private static final Pattern FORM = Pattern.compile("whsec_[A-Za-z0-9+/]{43}=");
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] key;
    /** Keyed once and never used itself: each signature begins with a copy. */
    private final Mac keyed;

    private WebhookSecret(byte[] key) {
        this.key = key;
        try {
            keyed = Mac.getInstance("HmacSHA256");
            keyed.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has HmacSHA256", e);
        }
    }

    public static WebhookSecret random() {
        byte[] key = new byte[BYTES];
        RANDOM.nextBytes(key);
        return new WebhookSecret(key);
    }

    /** Any key, for known examples. */
    static WebhookSecret ofKey(byte[] key) {
        return new WebhookSecret(key.clone());
    }

    /** @throws IllegalArgumentException with a sentence that says what a secret looks like, and not what was given */
    public static WebhookSecret parse(String text) {
        if (FORM.matcher(text).matches()) {
            try {
                return ofKey(Base64.getDecoder().decode(text.substring(PREFIX.length())));
            } catch (IllegalArgumentException e) {
                // as below: the last character has bits that belong to no byte
            }
        }
        throw new IllegalArgumentException(
                "A secret is whsec_ and 32 bytes in standard base64 with padding;" + " leave it out, and one is made.");
    }

    /** As the subscriber gets it, once. */
    public String text() {
        return PREFIX + Base64.getEncoder().encodeToString(key);
    }

    /** The key with which asymmetric signatures are verified, as Standard Webhooks writes it: {@code whpk_…}. Not secret. */
    public String publicKey() {
        try {
            KeyPairGenerator pair = KeyPairGenerator.getInstance("Ed25519");
            byte[] seed = seed();
            pair.initialize(NamedParameterSpec.ED25519, new SecureRandom() {
                private static final long serialVersionUID = 1;

                @Override
                public void nextBytes(
                        byte[] bytes) { // the generator asks for the private key, and makes the public one of it
                    System.arraycopy(seed, 0, bytes, 0, bytes.length);
                }
            });
            byte[] encoded = ((EdECPublicKey) pair.generateKeyPair().getPublic()).getEncoded();
            byte[] raw = new byte[BYTES]; // the end of the X.509 form is the key itself (RFC 8410)
            System.arraycopy(encoded, encoded.length - BYTES, raw, 0, BYTES);
            return "whpk_" + Base64.getEncoder().encodeToString(raw);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    PrivateKey privateKey() {
        try {
            return KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] seed() {
        return hmac("dibao v1a".getBytes(StandardCharsets.UTF_8));
    }

    byte[] hmac(byte[]... message) {
        Mac mac;
        try {
            mac = (Mac) keyed.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the HmacSHA256 of every JVM can be copied", e);
        }
        for (byte[] part : message) {
            mac.update(part);
        }
        return mac.doFinal();
    }

    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
