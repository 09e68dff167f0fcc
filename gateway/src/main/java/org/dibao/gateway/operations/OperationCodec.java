package org.dibao.gateway.operations;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.dibao.contract.json.Json;
import org.dibao.contract.wire.EventMessage;
import org.dibao.contract.wire.Headers;
import org.dibao.contract.wire.Unreadable;
import org.dibao.eventlog.ReceivedRecord;
import org.dibao.support.access.Secret;
import tools.jackson.core.JacksonException;

/**
 * Operations as records: JSON, and in a header its HMAC-SHA256 under the secret that all gateways share. Kafka asks nobody for a
 * password, and whoever can write there must not be able to make a key.
 */
final class OperationCodec {
    private static final String MAC = "HmacSHA256";
    /** The secret serves other purposes, too: what is signed for one must not be valid for another. */
    private static final byte[] PURPOSE = "operations\n".getBytes(StandardCharsets.US_ASCII);

    private final SecretKeySpec key;

    OperationCodec(Secret serviceSecret) {
        this.key = new SecretKeySpec(serviceSecret.token().getBytes(StandardCharsets.US_ASCII), MAC);
    }

    EventMessage write(Recorded recorded) {
        byte[] value = Json.bytes(recorded);
        return new EventMessage(
                null,
                Map.of(
                        Headers.CONTENT_TYPE,
                        "application/json",
                        Headers.MAC,
                        HexFormat.of().formatHex(mac(value))),
                value);
    }

    Recorded read(ReceivedRecord record) throws Unreadable {
        byte[] value = record.value();
        String given = record.headers().getOrDefault(Headers.MAC, "");
        if (value == null || !given.matches("[0-9a-f]{64}")) {
            throw new Unreadable("somebody else wrote it");
        }
        if (!MessageDigest.isEqual(mac(value), HexFormat.of().parseHex(given))) {
            throw new Unreadable("it was not signed with the present DIBAO_SERVICE_SECRET");
        }
        try {
            return Json.read(value, Recorded.class);
        } catch (JacksonException e) {
            throw new Unreadable("a newer release wrote it; upgrade this gateway", e);
        }
    }

    private byte[] mac(byte[] value) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            mac.update(PURPOSE);
            return mac.doFinal(value);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has " + MAC, e);
        }
    }
}
