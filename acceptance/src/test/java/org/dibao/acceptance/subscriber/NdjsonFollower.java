package org.dibao.acceptance.subscriber;

import java.io.IOException;

/** Lines of JSON, resumed with {@code after=}. */
public final class NdjsonFollower extends HttpFollower {

    public NdjsonFollower(Relay relay, Subscription subscription, long start, String key) {
        super("NDJSON", relay, subscription, start, key);
    }

    @Override
    void connect() throws IOException {
        String target = "/api/events?after=" + cursor() + subscription().query();
        try (Lines lines =
                new Lines(get(target, "Accept", "application/x-ndjson").body())) {
            while (!isDone()) {
                String line = lines.next();
                if (line == null) {
                    return;
                } else if (!line.isEmpty()) {
                    take(JSON.readTree(line));
                }
            }
        }
    }
}
