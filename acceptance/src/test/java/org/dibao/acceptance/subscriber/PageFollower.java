package org.dibao.acceptance.subscriber;

import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Pages of a random size, waited for (long polling). */
public final class PageFollower extends HttpFollower {
    private final Random random;

    public PageFollower(Relay relay, Subscription subscription, long start, String key, long seed) {
        super("pages", relay, subscription, start, key);
        this.random = new Random(seed);
    }

    @Override
    void connect() throws IOException {
        while (!isDone()) {
            take(page());
        }
    }

    private JsonNode page() throws IOException {
        String target = "/api/events/page?after=" + cursor() + "&wait=30&limit=" + (1 + random.nextInt(200))
                + subscription().query();
        try (InputStream body = get(target, "Accept", "application/json").body()) {
            return JSON.readTree(body.readAllBytes());
        } catch (JacksonException e) {
            throw new IOException("half a page", e);
        }
    }

    @Override
    void take(JsonNode page) {
        page.path("events").forEach(super::take);
        moveTo(page.path("cursor").asString());
    }
}
