package org.dibao.delivery.mail;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.dibao.contract.json.Json;
import org.dibao.delivery.articles.Story;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import tools.jackson.databind.JsonNode;

/**
 * What a mail says of an event, as plain text and as HTML.
 *
 * @param subject one line
 */
record Letter(String subject, String text, String html) {
    private static final Map<String, Map<String, String>> LABELS = Map.of(
            "zh", Map.of("published", "", "revised", "更新：", "moved", "新地址：", "withdrawn", "已撤下："),
            "en", Map.of("published", "", "revised", "Updated: ", "moved", "Moved: ", "withdrawn", "Withdrawn: "));
    private static final int MAX_SUBJECT = 200;

    /** Whether people are told of events of this kind. */
    static boolean tells(String event) {
        return LABELS.values().stream().anyMatch(labels -> labels.containsKey(event));
    }

    /**
     * @param article the whole article as JSON, if it is to be sent
     * @param most    bytes of its HTML; of a longer one only the excerpt is sent
     */
    static Letter of(Story story, Optional<byte[]> article, long most) {
        Map<String, String> labels = story.language().startsWith("zh") ? LABELS.get("zh") : LABELS.get("en");
        String title = (labels == null ? "" : labels.getOrDefault(story.event(), "")) + story.title();
        Document body = article.map(
                        json -> Json.read(json, JsonNode.class).path("html").asString(""))
                .filter(html -> !html.isEmpty() && html.getBytes(StandardCharsets.UTF_8).length <= most)
                .map(html -> Jsoup.parseBodyFragment(html, story.url()))
                .orElseGet(() -> {
                    Document excerpt = Jsoup.parseBodyFragment("");
                    excerpt.body().appendElement("p").text(story.excerpt());
                    return excerpt;
                });
        absolute(body, "a", "href");
        absolute(body, "img", "src");
        body.select("script, style, iframe, object, embed, form, video, audio").remove();
        String byline = String.join(", ", story.authors()) + (story.authors().isEmpty() ? "" : " · ") + story.date();
        String text = title + "\n" + story.url() + "\n\n" + body.wholeText().strip() + "\n\n" + byline + "\n-- \n"
                + story.site() + "\n";
        return new Letter(cut(story.site() + ": " + title), text, html(story, title, byline, body));
    }

    private static String html(Story story, String title, String byline, Document body) {
        Document page = Document.createShell("");
        page.head().appendElement("meta").attr("charset", "utf-8");
        page.head().appendElement("title").text(title);
        page.body().attr("lang", story.language());
        page.body()
                .appendElement("h1")
                .appendElement("a")
                .attr("href", story.url())
                .text(title);
        page.body().append(body.body().html());
        page.body().appendElement("p").text(byline);
        page.body().appendElement("hr");
        page.body().appendElement("p").text(story.site());
        page.outputSettings().prettyPrint(false);
        return "<!doctype html>" + page.outerHtml();
    }

    /** Addresses within the site mean nothing in a mail. */
    private static void absolute(Document body, String element, String attribute) {
        for (Element it : body.select(element + "[" + attribute + "]")) {
            it.attr(attribute, it.absUrl(attribute));
        }
    }

    private static String cut(String line) {
        return line.codePointCount(0, line.length()) <= MAX_SUBJECT
                ? line
                : line.substring(0, line.offsetByCodePoints(0, MAX_SUBJECT - 1)) + "…";
    }
}
