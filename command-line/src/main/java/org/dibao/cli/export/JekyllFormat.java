package org.dibao.cli.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dibao.cli.export.SourceSite.GivenArticle;
import org.dibao.cli.site.FrontMatter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A Jekyll site: every article says its address, and one with Liquid has the text that Dibao made of it. */
final class JekyllFormat implements SourceFormat {
    private static final String LAYOUT = """
            <!doctype html>
            <html lang="{{ page.lang | default: site.lang }}">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>{{ page.title | default: site.title }}</title>
            <p><a href="{{ '/' | relative_url }}">{{ site.title }}</a></p>
            <main>
            {{ content }}
            </main>
            </html>
            """;
    private static final String ARTICLE = """
            ---
            layout: default
            ---
            <h1>{{ page.title }}</h1>
            {{ content }}
            """;
    private static final String INDEX = """
            ---
            layout: default
            ---
            <ul>
            {% for post in site.posts %}<li>{{ post.date | date: "%Y-%m-%d" }} <a href="{{ post.url | relative_url }}">{{ post.title }}</a></li>
            {% endfor %}</ul>
            """;

    @Override
    public Map<String, String> site(JsonNode settings) {
        Map<String, @Nullable Object> config = new LinkedHashMap<>();
        config.put("title", settings.path("title").asString(""));
        config.put("description", settings.path("description").asString(""));
        config.put("url", settings.path("baseUrl").asString(""));
        config.put("lang", settings.path("language").asString(""));
        config.put("timezone", settings.path("timeZone").asString(""));
        config.put("permalink", settings.path("permalink").asString(""));
        config.put("include", List.of("_pages", ".well-known"));
        config.put("exclude", List.of(".dibao-export*", SourceCopy.SIDECAR, ".git*"));
        Map<String, String> files = new LinkedHashMap<>();
        files.put(
                "_config.yml",
                "# Old addresses (redirect_from) need the plugin jekyll-redirect-from.\n" + FrontMatter.yaml(config));
        files.put("_layouts/default.html", LAYOUT);
        files.put("_layouts/post.html", ARTICLE);
        files.put("_layouts/page.html", ARTICLE);
        files.put("index.html", INDEX);
        return files;
    }

    @Override
    public Text article(GivenArticle article) {
        boolean asWritten = !article.text("body").matches("(?s).*\\{[{%].*");
        String body = asWritten
                ? article.text("body")
                : raw(article.shown().path("html").asString(""));
        String extension = asWritten && article.isMarkdown() ? ".md" : ".html";
        return new Text(place(article) + extension, "---\n" + FrontMatter.yaml(fields(article)) + "---\n" + body);
    }

    private static String raw(String html) {
        return html.matches("(?s).*\\{[{%].*") ? "{% raw %}" + html + "{% endraw %}\n" : html;
    }

    private static String place(GivenArticle article) {
        String name = FileNames.of(article.id());
        if (article.isPage()) {
            return "_pages/" + name;
        }
        boolean dated = name.matches("\\d{4}-\\d{2}-\\d{2}-.+");
        String post = dated ? name : article.date().substring(0, "2026-01-02".length()) + "-" + name;
        // What is not published must not be by Jekyll either.
        return (article.isDraft() || article.isScheduled() ? "_drafts/" : "_posts/") + post;
    }

    private static Map<String, @Nullable Object> fields(GivenArticle article) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("layout", article.text("layout").isEmpty() ? "post" : article.text("layout"));
        fields.put("title", html(article.text("title")));
        fields.put("date", article.date().replaceFirst("T", " "));
        fields.put("permalink", article.path());
        article.given().properties().forEach(member -> put(fields, member.getKey(), member.getValue()));
        List<String> old = article.oldAddresses();
        if (!old.isEmpty()) {
            fields.put("redirect_from", old);
        }
        return fields;
    }

    /** Under the names that Jekyll and its plugins know. */
    private static void put(Map<String, @Nullable Object> fields, String name, JsonNode value) {
        switch (name) {
            case "id", "format", "body", "title", "date", "permalink", "layout" -> {}
            case "authors" ->
                fields.put(
                        name,
                        value.valueStream()
                                .map(author -> html(author.asString("")))
                                .toList());
            case "excerpt" -> fields.put(name, html(value.asString("")));
            case "modified" -> fields.put("last_modified_at", value.asString(""));
            case "translationKey" -> fields.put("translation_key", value.asString(""));
            case "publishAt" -> fields.put("publish_at", value.asString(""));
            case "withdrawAt" -> fields.put("withdraw_at", value.asString(""));
            case "origin" -> fields.put("source", plain(value));
            case "draft" -> fields.put("published", false);
            case "extra" -> value.properties().forEach(own -> fields.putIfAbsent(own.getKey(), plain(own.getValue())));
            default -> fields.put(name, plain(value));
        }
    }

    /** Titles are HTML there. */
    private static String html(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    static @Nullable Object plain(JsonNode value) {
        if (value.isObject()) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            value.properties().forEach(member -> members.put(member.getKey(), plain(member.getValue())));
            return members;
        }
        if (value.isArray()) {
            List<@Nullable Object> items = new ArrayList<>();
            value.forEach(item -> items.add(plain(item)));
            return items;
        }
        return value.isNull()
                ? null
                : value.isBoolean()
                        ? (Object) value.asBoolean()
                        : value.isNumber() ? value.decimalValue() : value.asString();
    }

    @Override
    public String file(String path) {
        return path.substring(1);
    }
}
