package org.dibao.gateway.deadletters;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dibao.contract.json.Json;
import org.dibao.contract.submission.Idempotency;
import org.dibao.contract.submission.Submission;
import org.dibao.contract.wire.Codec;
import org.dibao.contract.wire.EventMessage;
import org.dibao.contract.wire.Headers;
import org.dibao.contract.wire.Unreadable;
import org.dibao.eventlog.DeadLetter;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is appended for a dead letter that can be read by now: the same submission, received now. It has an idempotency key: its
 * sender's, if there was one, so that it takes no effect where the sender has sent it again meanwhile; or else one for this dead
 * letter, so that it takes effect once however often it is appended.
 */
final class NewSubmission {
    private NewSubmission() {}

    /**
     * @throws Unreadable if it still cannot be read
     * @throws org.dibao.contract.wire.NewerVersion if only a newer release can read it
     */
    static EventMessage of(DeadLetter letter, Instant now) throws Unreadable {
        Map<String, String> given = letter.texts();
        Codec.readSubmission(given, letter.value());
        byte[] before = letter.value() == null ? new byte[0] : letter.value();
        ObjectNode json = Json.read(before, ObjectNode.class);
        ObjectNode request = (ObjectNode) json.path("request");
        request.put("receivedAt", now.toString());
        if (!request.has("idempotency")) {
            request.putPOJO("idempotency", new Idempotency("dead-letter/" + letter.position(), sha256(before)));
        }
        byte[] value = Json.bytes(json);
        Submission submission = Codec.readSubmission(given, value);
        EventMessage written = Codec.write(submission);
        Map<String, String> headers = new LinkedHashMap<>(written.headers());
        headers.computeIfPresent(Headers.SOURCE, (_, source) -> given.getOrDefault(Headers.SOURCE, source));
        headers.put(Headers.RETRY_OF, letter.position().toString());
        return new EventMessage(written.key(), headers, value);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
