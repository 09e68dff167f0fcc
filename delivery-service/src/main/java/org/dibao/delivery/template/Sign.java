package org.dibao.delivery.template;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.node.ObjectNode;

/** How a product wants to see that a message comes from somebody who knows the secret of its robot. */
enum Sign {
    @JsonProperty("none")
    NONE,

    /** Parameters {@code timestamp} (in milliseconds) and {@code sign} in the address. The secret is the HMAC's key. */
    @JsonProperty("dingtalk")
    DINGTALK {
        @Override
        URI target(URI target, String secret, Instant at) {
            String timestamp = Long.toString(at.toEpochMilli());
            String sign = hmac(secret, timestamp + "\n" + secret);
            return URI.create(target + (target.getRawQuery() == null ? "?" : "&") + "timestamp=" + timestamp + "&sign="
                    + URLEncoder.encode(sign, StandardCharsets.UTF_8));
        }
    },

    /** Members {@code timestamp} (in seconds) and {@code sign} of the body. The text is the HMAC's key, and nothing is signed. */
    @JsonProperty("feishu")
    FEISHU {
        @Override
        void body(ObjectNode body, String secret, Instant at) {
            String timestamp = Long.toString(at.getEpochSecond());
            body.put("timestamp", timestamp).put("sign", hmac(timestamp + "\n" + secret, ""));
        }
    };

    URI target(URI target, String secret, Instant at) {
        return target;
    }

    void body(ObjectNode body, String secret, Instant at) {}

    private static String hmac(String key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
