package org.dibao.delivery.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dibao.delivery.targets.TargetSettingsBuilding.settings;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dibao.delivery.targets.TargetClient;
import org.dibao.delivery.targets.TargetRequest;
import org.dibao.delivery.targets.TargetResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import reactor.netty.resources.LoopResources;

/**
 * Sends webhooks to receivers that {@code acceptance/try-webhooks} has started, and writes down for each whether it told
 * the right ones from the wrong ones. Not run with the other tests.
 */
@EnabledIfSystemProperty(named = "webhooks.ports", matches = ".+")
class WebhookReceivers {
    private final WebhookSecret secret = WebhookSecret.parse(System.getProperty("webhooks.secret"));

    @Test
    void tellRightFromWrong() throws IOException {
        LoopResources loops = LoopResources.create("receivers", 1, true);
        List<String> results = new ArrayList<>();
        try (TargetClient client = new TargetClient(settings("allow", "127.0.0.0/8", "ports", "1-65535"), loops)) {
            for (String port : System.getProperty("webhooks.ports").split(",")) {
                results.add(result(client, URI.create("http://127.0.0.1:" + port + "/hook")));
            }
        } finally {
            loops.dispose();
        }
        Files.write(Path.of(System.getProperty("webhooks.results")), results);
        assertThat(results).isNotEmpty();
    }

    private String result(TargetClient client, URI target) {
        List<String> wrong = new ArrayList<>();
        WebhookSecret other = WebhookSecret.random();
        Instant now = Instant.now();
        for (String data :
                List.of("{}", "{\"title\":\"早班渡轮 😀\\u2028\"}", "{\"text\":\"" + "x".repeat(100_000) + "\"}")) {
            byte[] body = ("{\"specversion\":\"1.0\",\"type\":\"org.dibao.publication.published.v1\",\"data\":" + data
                            + "}")
                    .getBytes(StandardCharsets.UTF_8);
            expect(wrong, "signed", 204, client, target, body, headers(now, body, List.of(secret), false));
            expect(
                    wrong,
                    "signed twice, other first",
                    204,
                    client,
                    target,
                    body,
                    headers(now, body, List.of(other, secret), false));
            expect(
                    wrong,
                    "signed with v1a besides",
                    204,
                    client,
                    target,
                    body,
                    headers(now, body, List.of(secret), true));
            expect(
                    wrong,
                    "four minutes old",
                    204,
                    client,
                    target,
                    body,
                    headers(now.minusSeconds(240), body, List.of(secret), false));
            byte[] changed = body.clone();
            changed[changed.length - 2] ^= 1;
            expect(wrong, "changed", 401, client, target, changed, headers(now, body, List.of(secret), true));
            expect(
                    wrong,
                    "too old",
                    401,
                    client,
                    target,
                    body,
                    headers(now.minusSeconds(400), body, List.of(secret), false));
            expect(
                    wrong,
                    "from the future",
                    401,
                    client,
                    target,
                    body,
                    headers(now.plusSeconds(400), body, List.of(secret), false));
            expect(
                    wrong,
                    "signed by somebody else",
                    401,
                    client,
                    target,
                    body,
                    headers(now, body, List.of(other), false));
            Map<String, String> renamed = new HashMap<>(headers(now, body, List.of(secret), false));
            renamed.put("webhook-id", "evt_8");
            expect(wrong, "with another id", 401, client, target, body, renamed);
        }
        return wrong.isEmpty() ? "ok: 12 of Dibao's taken, 15 others refused" : "FAILED: " + String.join(", ", wrong);
    }

    private static Map<String, String> headers(
            Instant at, byte[] body, List<WebhookSecret> secrets, boolean asymmetric) {
        Map<String, String> headers =
                new HashMap<>(Signatures.headers("evt_Xk2h9_Qa.7", at, body, secrets, asymmetric));
        headers.put("Content-Type", "application/cloudevents+json; charset=UTF-8");
        return headers;
    }

    private static void expect(
            List<String> wrong,
            String what,
            int status,
            TargetClient client,
            URI target,
            byte[] body,
            Map<String, String> headers) {
        TargetResult result =
                client.send(new TargetRequest("POST", target, headers, body)).block();
        int answered = result instanceof TargetResult.Answered answer ? answer.status() : 0;
        if (answered != status) {
            wrong.add(what + ": " + (answered == 0 ? result : answered));
        }
    }
}
