package org.dibao.gateway.previews;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.dibao.contract.article.ArticleId;
import org.dibao.support.access.Secret;

/**
 * Makes and reads the tokens in links to previews: an article and a time, signed with HMAC-SHA256 (RFC 2104). Nothing is stored, so a
 * link is valid at every gateway that has the same secrets, and after a restart. Another API key makes all links invalid. Thread-safe.
 */
final class PreviewLinks {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "dibao preview 1";

    private final SecretKeySpec key;

    /**
     * @param service keeps the API key from being guessed from a link
     * @param api     what the links of this holder end with
     */
    PreviewLinks(Secret service, Secret api) {
        this.key =
                new SecretKeySpec((service.token() + "\n" + api.token()).getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** What a token says. */
    sealed interface Reading {
        /** The article may be shown. */
        record Valid(ArticleId article) implements Reading {}

        /** The link was made here, and its time is over. */
        record Expired() implements Reading {}

        /** No gateway with these secrets made it. */
        record Unknown() implements Reading {}
    }

    String token(ArticleId article, Instant expires) {
        String payload = encoded((expires.getEpochSecond() + ":" + article).getBytes(StandardCharsets.UTF_8));
        return payload + "." + encoded(signature(payload));
    }

    Reading read(String token, Instant now) {
        int dot = token.indexOf('.');
        if (dot < 0) {
            return new Reading.Unknown();
        }
        String payload = token.substring(0, dot);
        try {
            byte[] signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
            if (!MessageDigest.isEqual(signature, signature(payload))) {
                return new Reading.Unknown();
            }
            String plain = new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8);
            int colon = plain.indexOf(':');
            Instant expires = Instant.ofEpochSecond(Long.parseLong(plain.substring(0, colon)));
            return now.isBefore(expires)
                    ? new Reading.Valid(new ArticleId(plain.substring(colon + 1)))
                    : new Reading.Expired();
        } catch (IllegalArgumentException e) {
            return new Reading.Unknown();
        }
    }

    private byte[] signature(String payload) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal((PURPOSE + "\n" + payload).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has " + ALGORITHM, e);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
