package org.dibao.cli.export;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.dibao.cli.export.SourceSite.GivenArticle;
import org.dibao.cli.site.FrontMatter;
import org.dibao.cli.site.JsonText;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A Hugo site: every article says its address, and one with Liquid or with what only kramdown knows is in HTML. */
final class HugoFormat implements SourceFormat {
    private static final Pattern NOT_FOR_HUGO = Pattern.compile("\\{[{%:]|\\$\\$|(?m)^\\* TOC|markdown=");
    private static final String PAGE = """
            <!doctype html>
            <html lang="{{ with .Params.lang }}{{ . }}{{ else }}{{ site.Language.Lang }}{{ end }}">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>{{ .Title }}</title>
            <p><a href="/">{{ site.Title }}</a></p>
            <main>
            <h1>{{ .Title }}</h1>
            {{ .Content }}
            """;
    private static final String LIST = """
            <ul>
            {{ range .Pages.ByDate.Reverse }}<li>{{ .Date.Format "2006-01-02" }} <a href="{{ .RelPermalink }}">{{ .Title }}</a></li>
            {{ end }}</ul>
            """;
    private static final String HOME = LIST.replace(".Pages", "site.RegularPages");
    private static final String END = "</main>\n</html>\n";

    @Override
    public Map<String, String> site(JsonNode settings) {
        String toml = """
                baseURL = %s
                title = %s
                locale = %s
                timeZone = %s
                [params]
                description = %s
                [markup.goldmark.renderer]
                unsafe = true
                [security]
                allowContent = ["! ^text/org$"] # HTML, which Hugo does not take by default
                """.formatted(
                        quoted(settings, "baseUrl"),
                        quoted(settings, "title"),
                        quoted(settings, "language"),
                        quoted(settings, "timeZone"),
                        quoted(settings, "description"));
        Map<String, String> files = new LinkedHashMap<>();
        files.put("hugo.toml", toml);
        files.put("layouts/single.html", PAGE + END);
        files.put("layouts/list.html", PAGE + LIST + END);
        files.put("layouts/home.html", PAGE + HOME + END);
        return files;
    }

    /** JSON's strings are TOML's, too. */
    private static String quoted(JsonNode settings, String name) {
        return JsonText.of(settings.path(name).asString(""));
    }

    @Override
    public Text article(GivenArticle article) {
        boolean asWritten = !NOT_FOR_HUGO.matcher(article.text("body")).find();
        String body = asWritten
                ? article.text("body")
                : article.shown().path("html").asString("").replace("{{", "&#123;{");
        String name = "content/" + (article.isPage() ? "pages/" : "posts/") + FileNames.of(article.id());
        return new Text(
                name + (asWritten && article.isMarkdown() ? ".md" : ".html"),
                "---\n" + FrontMatter.yaml(fields(article)) + "---\n" + body);
    }

    private static Map<String, @Nullable Object> fields(GivenArticle article) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        Map<String, @Nullable Object> params = new LinkedHashMap<>();
        fields.put("title", article.text("title"));
        fields.put("date", article.date());
        fields.put("url", article.path());
        List<String> old = article.oldAddresses().stream()
                .filter(address -> address.startsWith("/"))
                .toList();
        if (!old.isEmpty()) {
            fields.put("aliases", old);
        }
        article.given().properties().forEach(member -> put(fields, params, member.getKey(), member.getValue()));
        if (!params.isEmpty()) {
            fields.put("params", params);
        }
        return fields;
    }

    /** Under the names that Hugo knows; others are parameters. */
    private static void put(
            Map<String, @Nullable Object> fields, Map<String, @Nullable Object> params, String name, JsonNode value) {
        switch (name) {
            case "id", "format", "body", "title", "date", "permalink", "redirect_from" -> {}
            case "categories", "tags", "draft" -> fields.put(name, JekyllFormat.plain(value));
            case "excerpt" -> fields.put("summary", value.asString(""));
            case "modified" -> fields.put("lastmod", value.asString(""));
            case "publishAt" -> fields.put("publishDate", value.asString(""));
            case "withdrawAt" -> fields.put("expiryDate", value.asString(""));
            case "translationKey" -> fields.put(name, value.asString(""));
            case "extra" ->
                value.properties().forEach(own -> params.putIfAbsent(own.getKey(), JekyllFormat.plain(own.getValue())));
            default -> params.put(name, JekyllFormat.plain(value));
        }
    }

    @Override
    public String file(String path) {
        return "static" + path;
    }
}
