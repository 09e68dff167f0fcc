package org.dibao.cli.export;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dibao.cli.export.SourceSite.GivenArticle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The times of what was given, so that they mean later what they mean now. One without an offset is a time in the site's zone, and
 * after a change of it would be another one: what is under embargo would be published early, and what is live might be taken off.
 */
final class GivenTimes {
    private static final List<String> TIMES = List.of("date", "publishAt", "withdrawAt");

    private final ZoneId zone;
    private final Instant now;

    private GivenTimes(ZoneId zone, Instant now) {
        this.zone = zone;
        this.now = now;
    }

    /** @param settings that the site has */
    static GivenTimes of(JsonNode settings, Instant now) {
        return new GivenTimes(ZoneId.of(settings.path("timeZone").asString("")), now);
    }

    /**
     * The same, with the instant in place of each time that would be read as another one, if one of these is, or would be, ahead. All
     * else comes in again just as it was given, and so changes nothing; as does a draft, whose times mean nothing yet.
     */
    GivenArticle lasting(GivenArticle article) {
        Map<String, String> others = article.isDraft() ? Map.of() : others(article.given(), article.shown());
        if (others.isEmpty()) {
            return article;
        }
        ObjectNode given = article.given().deepCopy();
        others.forEach(given::put);
        return new GivenArticle(given, article.shown());
    }

    private Map<String, String> others(ObjectNode given, JsonNode shown) {
        Map<String, String> others = new LinkedHashMap<>();
        boolean ahead = false;
        for (String name : TIMES) {
            try {
                Instant read = LocalDateTime.parse(given.path(name).asString(""))
                        .atZone(zone)
                        .toInstant();
                OffsetDateTime meant = meant(name, shown);
                if (!read.equals(meant.toInstant())) {
                    others.put(name, meant.toString());
                    ahead |= read.isAfter(now) || meant.toInstant().isAfter(now);
                }
            } catch (DateTimeException e) {
                // it has an offset, or is not there
            }
        }
        return ahead ? others : Map.of();
    }

    /** What is live tells only its date, at which it was published at the latest. */
    private OffsetDateTime meant(String name, JsonNode shown) {
        boolean over =
                name.equals("publishAt") && shown.path("status").asString("").equals("live");
        String time = shown.path(over ? "date" : name).asString("");
        return OffsetDateTime.parse(time).atZoneSameInstant(zone).toOffsetDateTime();
    }
}
