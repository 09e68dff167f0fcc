package org.dibao.acceptance.subscriber;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dibao.acceptance.client.Event;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a position of the log did to an article, told from the facts of all positions before it.
 *
 * @param event  the event's name in the stream
 * @param fact   whether readers see it
 * @param before where the article was live
 * @param after  where it is live
 */
public record Change(
        long position,
        String event,
        boolean fact,
        @Nullable Place before,
        @Nullable Place after) {

    /** Where an article is live. */
    public record Place(String path, List<String> categories) {}

    /** @param events the whole topic {@code article-events}, in which a position may come again */
    public static List<Change> of(List<Event> events) {
        Map<String, Place> live = new HashMap<>();
        List<Change> changes = new ArrayList<>();
        long last = -1;
        for (Event event : events) {
            if (event.position() <= last) {
                continue;
            }
            last = event.position();
            String[] type = event.type().split("\\.", -1); // org.dibao.article.published.v1
            String name = switch (type[2]) {
                case "site" -> "site-changed";
                case "file" -> "file-" + type[3];
                default -> type[3];
            };
            if (!event.isFact()) {
                changes.add(new Change(event.position(), name, type[2].equals("site"), null, null));
                continue;
            }
            String article = String.valueOf(event.key());
            Place before = live.get(article);
            Place after = name.equals("withdrawn") ? null : place(event.value().at("/outcome/article"));
            if (after == null) {
                live.remove(article);
            } else {
                live.put(article, after);
            }
            changes.add(new Change(event.position(), name, true, before, after));
        }
        return changes;
    }

    private static Place place(JsonNode article) {
        return new Place(
                article.path("path").asString(),
                article.path("categories").valueStream().map(JsonNode::asString).toList());
    }
}
