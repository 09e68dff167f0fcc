package org.dibao.delivery.kafka;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import org.dibao.contract.json.Json;
import org.dibao.delivery.subscription.Subscription;
import org.dibao.support.access.Secret;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Definitions as records: JSON, in which the members that may be secret are encrypted together as {@code sealed}. */
final class SubscriptionCodec {
    private static final List<String> SECRET = List.of("target", "headers", "options", "secrets");
    private static final String SEALED = "sealed";

    private final Sealing sealing;

    SubscriptionCodec(Secret key) {
        this.sealing = new Sealing(key);
    }

    byte[] write(Subscription subscription) {
        ObjectNode json = Json.mapper().valueToTree(subscription);
        ObjectNode secret = Json.mapper().createObjectNode();
        for (String name : SECRET) {
            JsonNode value = json.remove(name);
            if (value != null) {
                secret.set(name, value);
            }
        }
        json.put("version", 1);
        json.put(SEALED, sealing.seal(Json.bytes(secret), subscription.id()));
        return Json.bytes(json);
    }

    /** @throws IOException with a sentence that says what to do */
    Subscription read(String id, byte[] record) throws IOException {
        try {
            ObjectNode json = Json.read(record, ObjectNode.class);
            if (json == null) {
                throw new IOException("subscription " + id + " is null: somebody else has written it");
            }
            byte[] sealed = json.path(SEALED).binaryValue();
            json.setAll(Json.read(sealing.open(sealed == null ? new byte[0] : sealed, id), ObjectNode.class));
            return Json.mapper().treeToValue(json, Subscription.class);
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    "subscription " + id
                            + " was encrypted with another key: restore the file dibao.delivery.key-file or the"
                            + " setting DIBAO_DELIVERY_KEY, or delete the subscription and create it again",
                    e);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IOException(
                    "subscription " + id + " cannot be read; it may be from a newer release: " + e.getMessage(), e);
        }
    }
}
