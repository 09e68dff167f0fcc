package org.dibao.acceptance.subscriber;

import java.io.IOException;

/** Server-sent events, resumed with {@code Last-Event-ID} as a browser does. */
public final class SseFollower extends HttpFollower {
    private final long start;

    public SseFollower(Relay relay, Subscription subscription, long start, String key) {
        super("SSE", relay, subscription, start, key);
        this.start = start;
    }

    @Override
    void connect() throws IOException {
        String target = "/api/events?after=" + start + subscription().query();
        String[] headers = cursor().equals(Long.toString(start))
                ? new String[] {"Accept", "text/event-stream"}
                : new String[] {"Accept", "text/event-stream", "Last-Event-ID", cursor()};
        try (Lines lines = new Lines(get(target, headers).body())) {
            String data = "";
            String id = "";
            while (!isDone()) {
                String line = lines.next();
                if (line == null) {
                    return;
                } else if (line.startsWith("data: ")) {
                    data = line.substring(6);
                } else if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.isEmpty() && !data.isEmpty()) {
                    take(JSON.readTree(data));
                    if (!id.isEmpty()) {
                        moveTo(id);
                    }
                    data = "";
                }
            }
        }
    }
}
