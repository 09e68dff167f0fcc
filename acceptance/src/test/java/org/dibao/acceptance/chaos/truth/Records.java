package org.dibao.acceptance.chaos.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dibao.acceptance.client.Event;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Three topics as they would be if each request were in the log in its order, and something else where a test says so. */
final class Records {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    final List<Sent> sent = new ArrayList<>();
    final List<Event> log = new ArrayList<>();
    final List<Event> events = new ArrayList<>();
    final List<Event> publications = new ArrayList<>();
    final List<Event> dead = new ArrayList<>();

    static Content content(String title, String path) {
        return new Content(title, "river", path, "2024-03-18T09:36:00+08:00", "Text.", false, null);
    }

    static Deed.Submit submit(String article, String title, String path) {
        return new Deed.Submit(article, content(title, path), null);
    }

    /** It was acknowledged, and is decided with this outcome. */
    Records with(String key, Deed deed, String outcome) {
        sent.add(new Sent(key, deed, (long) log.size(), 0));
        return record(key, null, outcome);
    }

    /** A record of a request that is known already. */
    Records record(String key, @Nullable Integer ifMatch, String outcome) {
        int position = log.size();
        String match = ifMatch == null ? "" : ",\"preconditions\":{\"ifMatch\":" + ifMatch + "}";
        log.add(new Event(
                position,
                null,
                Map.of(),
                JSON.readTree(
                        "{\"type\":\"submit\",\"request\":{\"receivedAt\":\"2026-01-01T00:00:00Z\",\"idempotency\":{\"key\":\"desk/"
                                + key + "\"}" + match + "}}")));
        events.add(at(position, outcome));
        publications.add(at(position, outcome));
        return this;
    }

    /** What nobody can read, and its dead letter. */
    Records poison(String outcome) {
        int position = log.size();
        log.add(new Event(position, null, Map.of(Poisoned.HEADER, "SPOILT"), JSON.readTree("7")));
        events.add(at(position, outcome));
        publications.add(at(position, outcome));
        dead.add(letter(position));
        return this;
    }

    static Event letter(int position) {
        return new Event(
                position,
                null,
                Map.of(Poisoned.HEADER, "SPOILT", "dibao_position", Integer.toString(position)),
                JSON.readTree("7"));
    }

    static Event at(int position, String outcome) {
        return new Event(
                position,
                null,
                Map.of("ce_id", Integer.toString(position)),
                JSON.readTree("{\"outcome\":" + outcome + "}"));
    }

    static String live(String type, int revision) {
        return "{\"type\":\"" + type + "\",\"article\":{\"revision\":" + revision + "}}";
    }

    static String bare(String type, int revision) {
        return "{\"type\":\"" + type + "\",\"revision\":" + revision + "}";
    }

    static String rejected(String problem) {
        return "{\"type\":\"rejected\",\"problem\":{\"type\":\"" + problem + "\"}}";
    }

    static String repeated(int first) {
        return "{\"type\":\"repeated\",\"first\":" + first + "}";
    }

    Judge judge() {
        return new Judge(sent, log, events, publications, dead);
    }
}
