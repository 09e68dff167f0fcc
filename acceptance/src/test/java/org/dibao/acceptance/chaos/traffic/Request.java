package org.dibao.acceptance.chaos.traffic;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.dibao.acceptance.chaos.truth.Content;
import org.dibao.acceptance.chaos.truth.Deed;
import org.dibao.acceptance.client.Answer;
import org.dibao.acceptance.client.Call;
import org.dibao.acceptance.client.Site;
import org.dibao.acceptance.sample.Unique;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A deed as it is sent, the same each time.
 *
 * @param bytes   of a file
 * @param patient whether the answer is to come when it is live
 */
record Request(Deed deed, String key, byte @Nullable [] bytes, boolean patient) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Request of(Deed deed, Random random) {
        String key = Unique.word("key");
        boolean patient = random.nextBoolean();
        if (deed instanceof Deed.KeepFile file) {
            byte[] bytes = ("file " + random.nextInt(50) + "\n").repeat(100).getBytes(StandardCharsets.UTF_8);
            return new Request(new Deed.KeepFile(file.path(), hash(bytes)), key, bytes, patient);
        }
        return new Request(deed, key, null, patient);
    }

    Request waiting() {
        return new Request(deed, key, bytes, true);
    }

    Answer send(Site site) {
        Call call = call(site).with("Idempotency-Key", key);
        return (patient ? call.with("Prefer", "wait=10") : call).send();
    }

    private Call call(Site site) {
        return switch (deed) {
            case Deed.Submit submit -> {
                Call put = site.publisher("PUT", "/api/articles/" + submit.article());
                yield (submit.ifMatch() == null ? put : put.with("If-Match", "\"" + submit.ifMatch() + "\""))
                        .body("application/json", json(submit));
            }
            case Deed.Patch patch ->
                site.publisher("PATCH", "/api/articles/" + patch.article())
                        .body("application/merge-patch+json", JSON.writeValueAsString(changes(patch.changes())));
            case Deed.Withdraw withdraw -> site.publisher("DELETE", "/api/articles/" + withdraw.article());
            case Deed.Restore restore -> site.publisher("POST", "/api/articles/" + restore.article() + "/restore");
            case Deed.KeepFile file ->
                site.publisher("PUT", "/api/assets" + file.path())
                        .body("text/plain", bytes == null ? new byte[0] : bytes);
            case Deed.RemoveFile file -> site.publisher("DELETE", "/api/assets" + file.path());
            case Deed.Describe describe ->
                site.publisher("PUT", "/api/site")
                        .body(
                                "application/json",
                                JSON.writeValueAsString(Map.of(
                                        "title", "Chaos", "language", "en", "description", describe.description())));
        };
    }

    private static Map<String, Object> changes(Map<String, String> changes) {
        return changes.entrySet().stream()
                .collect(Collectors.toMap(
                        change -> change.getKey().equals("category") ? "categories" : change.getKey(),
                        change -> change.getKey().equals("category") ? List.of(change.getValue()) : change.getValue()));
    }

    private static String json(Deed.Submit submit) {
        Content content = submit.content();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", submit.article());
        fields.put("title", content.title());
        fields.put("categories", List.of(content.category()));
        fields.put("permalink", content.path());
        fields.put("date", content.date());
        fields.put("body", content.body());
        if (content.draft()) {
            fields.put("draft", true);
        }
        if (content.publishAt() != null) {
            fields.put("publishAt", content.publishAt().toString());
        }
        return JSON.writeValueAsString(fields);
    }

    static String ndjson(List<Deed.Submit> lines) {
        return lines.stream().map(line -> json(line) + "\n").collect(Collectors.joining());
    }

    /** Of its idempotency key, as the log has it. */
    String digest() {
        return digest(key);
    }

    static String digest(String key) {
        return hash(key.getBytes(StandardCharsets.UTF_8));
    }

    static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
