package org.dibao.cli;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.dibao.cli.site.Counted;
import org.dibao.cli.site.SiteSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Gives a site the settings that were read before its articles come, because addresses and dates depend on them. */
final class SiteSettingsStep {
    /** When they are given. */
    enum When {
        /** If the site has no article yet. */
        empty,
        always,
        never
    }

    private static final String PATH = "/api/site";
    private static final int WAIT_SECONDS = 10;

    private final Api api;
    private final When when;

    SiteSettingsStep(Api api, When when) {
        this.api = api;
        this.when = when;
    }

    /**
     * What became of them.
     *
     * @param changed names and values that the site has now, or would have
     * @param differ  names and values that it does not have, because it has articles
     * @param refused a sentence for each that cannot be had
     */
    record Done(ObjectNode changed, ObjectNode differ, List<String> refused) {
        /** A line for each name. */
        static List<String> lines(ObjectNode settings) {
            return settings.properties().stream()
                    .map(member -> member.getKey() + ": " + shown(member.getValue()))
                    .toList();
        }

        private static String shown(JsonNode value) {
            String text = value.isObject()
                    ? value.properties().stream()
                            .map(java.util.Map.Entry::getKey)
                            .collect(Collectors.joining(", "))
                    : value.isArray() ? Counted.of(value.size(), "entry", "entries") : value.asString("");
            return text.length() > 200 ? text.substring(0, 200) + "…" : text;
        }
    }

    /** @param really false: nothing is changed, and what would be is told */
    Done give(SiteSettings settings, boolean really) {
        JsonNode current = api.ask("GET", PATH);
        ObjectNode missing = differing(settings, current);
        ObjectNode nothing = LenientJson.MAPPER.createObjectNode();
        if (missing.isEmpty()) {
            return new Done(nothing, nothing, List.of());
        }
        boolean give = when == When.always || when == When.empty && isEmpty();
        if (!give) {
            return new Done(nothing, missing, List.of());
        }
        List<String> refused = new ArrayList<>();
        if (really) {
            put(missing, refused);
        }
        return new Done(missing, nothing, refused);
    }

    private boolean isEmpty() {
        for (String status : List.of("", "&status=draft", "&status=scheduled", "&status=withdrawn")) {
            if (!api.ask("GET", "/api/articles?limit=1" + status)
                    .path("articles")
                    .isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** One that is refused is left out, and the others are given all the same. */
    private void put(ObjectNode settings, List<String> refused) {
        while (!settings.isEmpty()) {
            String key = UUID.randomUUID().toString();
            HttpResponse<String> answer = api.send(
                    PATH,
                    request -> request.header("Content-Type", "application/merge-patch+json")
                            .header("Idempotency-Key", key)
                            .header("Prefer", "wait=" + WAIT_SECONDS)
                            .timeout(Duration.ofSeconds(WAIT_SECONDS + 30L))
                            .method("PATCH", BodyPublishers.ofString(settings.toString())));
            if (answer.statusCode() < 300) {
                return;
            }
            ServerProblem problem = ServerProblem.ofAnswer(answer.statusCode(), answer.body());
            String name = String.valueOf(problem.field() == null ? problem.reason() : problem.field())
                    .replaceFirst("[^A-Za-z].*", "");
            if (!settings.has(name) || answer.statusCode() >= 500) {
                throw new CommandFailed(
                        Exit.REFUSED,
                        "The settings were refused: " + problem
                                + ". Nothing was imported. With --settings never, the site keeps its own.");
            }
            settings.remove(name);
            refused.add(problem.toString());
        }
    }

    /** What of them the site does not have yet. */
    private static ObjectNode differing(SiteSettings settings, JsonNode current) {
        ObjectNode merged = merged(current.deepCopy(), settings.patch());
        return MergePatch.difference(current, merged);
    }

    private static ObjectNode merged(JsonNode into, ObjectNode patch) {
        ObjectNode target = (ObjectNode) into;
        patch.properties().forEach(member -> {
            JsonNode old = target.path(member.getKey());
            boolean kept = member.getKey().equals("jekyllIdsBefore") && old.isString(); // from the first import on
            if (!kept) {
                target.set(
                        member.getKey(),
                        old.isObject() && member.getValue() instanceof ObjectNode inner
                                ? merged(old, inner)
                                : member.getValue());
            }
        });
        return target;
    }
}
