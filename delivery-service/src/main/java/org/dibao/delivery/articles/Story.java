package org.dibao.delivery.articles;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Lead;
import org.dibao.contract.json.Json;
import org.dibao.contract.publication.Card;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.text.OneLine;
import org.dibao.eventlog.publicevents.LogEvent;
import org.jsoup.Jsoup;
import tools.jackson.databind.JsonNode;

/**
 * An event as a message to people tells it: plain text, each in one line.
 *
 * @param event   its kind, such as {@code published}
 * @param title   of a withdrawn article, of which nothing else is known, its path
 * @param url     the article's public address, encoded; where it was if it has been withdrawn
 * @param excerpt how it begins; empty if it is not live
 * @param date    as its publisher wrote it; empty if it is not live
 */
public record Story(
        String event,
        String title,
        String url,
        String excerpt,
        List<String> authors,
        List<String> categories,
        List<String> tags,
        String date,
        String site,
        String language) {

    /** Empty for an event that is about no article. */
    public static Optional<Story> of(LogEvent event, Optional<byte[]> article, SiteSettings site) {
        ArticlePath path = event.event().livePath();
        if (path == null && event.event().formerPath() != null) {
            path = new ArticlePath(event.event().formerPath());
        }
        if (path == null) {
            return Optional.empty();
        }
        Card card = event.event().card();
        return Optional.of(new Story(
                event.name(),
                line(card == null ? path.value() : card.title()),
                site.baseUrl() + path.encoded(),
                card == null ? "" : article.map(Story::excerpt).orElse(""),
                card == null ? List.of() : lines(card.authors()),
                card == null ? List.of() : lines(card.categories()),
                card == null ? List.of() : lines(card.tags()),
                card == null ? "" : card.date().toLocalDate().toString(),
                line(site.title()),
                card == null || card.lang() == null ? site.language() : card.lang()));
    }

    private static String excerpt(byte[] article) {
        JsonNode json = Json.read(article, JsonNode.class);
        String given = json.path("excerpt").asString("");
        if (!given.isBlank()) {
            return line(OneLine.of(given));
        }
        if (json.path("lead").isString()) {
            return line(json.path("lead").asString());
        }
        String lead = Lead.of(json.path("html").asString("")); // an earlier release made the body
        return lead == null ? "" : line(Jsoup.parseBodyFragment(lead).text());
    }

    private static List<String> lines(List<String> texts) {
        List<String> lines = new ArrayList<>();
        texts.forEach(text -> lines.add(line(text)));
        return lines;
    }

    private static String line(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}\\s]+", " ").strip();
    }
}
