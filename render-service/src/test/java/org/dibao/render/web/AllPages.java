package org.dibao.render.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dibao.contract.article.ArticlePath;
import org.dibao.render.edition.Edition;
import org.dibao.render.theme.Theme;
import org.dibao.render.view.FakeRender;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.LinkedMultiValueMap;

/** Every page of a small site as text. */
public final class AllPages {
    private static final Theme THEME = new Theme();

    private AllPages() {}

    public static PageSettings settings() {
        return new Binder(new MapConfigurationPropertySource(Map.of())).bindOrCreate("dibao.render.pages", PageSettings.class);
    }

    public static Map<String, String> of(FakeRender render, Edition edition, List<String> categories, List<String> tags) {
        List<String> addresses = new ArrayList<>(List.of("/", "/api/articles", "/nothing.html"));
        for (int page = 1; page < 6; page++) {
            addresses.add("/page/" + page + ".html");
            for (String category : categories) {
                addresses.add("/category/" + ArticlePath.encode(category) + "/page/" + page + ".html");
            }
        }
        categories.forEach(name -> addresses.add("/category/" + ArticlePath.encode(name) + ".html"));
        tags.forEach(name -> addresses.add("/tag/" + ArticlePath.encode(name) + ".html"));
        render.paths().forEach(path -> addresses.add(path.encoded()));
        render.articles().forEach(id -> addresses.add("/articles/" + ArticlePath.encode(id.value())));
        Pages pages = new Pages(render.ports().views(), THEME, settings());
        Map<String, String> all = new TreeMap<>();
        for (String address : addresses) {
            Answer answer = pages.answer(edition, Route.of(address), new LinkedMultiValueMap<>()).block();
            all.put(address, text(java.util.Objects.requireNonNull(answer)));
        }
        return all;
    }

    private static String text(Answer answer) {
        return switch (answer) {
            case Answer.Html html -> html.status() + " " + new String(html.body(), StandardCharsets.UTF_8);
            case Answer.Json json -> new String(json.body(), StandardCharsets.UTF_8);
            case Answer.Elsewhere elsewhere -> elsewhere.status() + " " + elsewhere.to();
            case Answer.Refused refused -> refused.toString();
            case Answer.Document document -> new String(document.body(), StandardCharsets.UTF_8);
            case Answer.Immutable asset -> asset.contentType();
        };
    }
}
