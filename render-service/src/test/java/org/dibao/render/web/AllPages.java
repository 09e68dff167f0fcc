package org.dibao.render.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dibao.contract.article.ArticlePath;
import org.dibao.render.snapshot.SiteSnapshot;
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
        return new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("dibao.render.pages", PageSettings.class);
    }

    public static Map<String, String> of(
            FakeRender render, SiteSnapshot snapshot, List<String> categories, List<String> tags) {
        List<String> addresses = new ArrayList<>(List.of(
                "/images/ferry.png",
                "/old/market.html",
                "/",
                "/api/articles",
                "/nothing.html",
                "/index.html",
                "/categories.html",
                "/tags.html",
                "/authors.html",
                "/archive.html"));
        for (String period : List.of("2026", "2026/02", "2026/03")) {
            addresses.add("/" + period + "/");
            addresses.add("/" + period + "/page/1.html");
        }
        addresses.add("/author/ann-lee.html");
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
        RouteDispatcher pages =
                new RouteDispatcher(render.views(), THEME, settings(), null, java.time.Clock.systemUTC());
        Map<String, String> all = new TreeMap<>();
        for (String address : addresses) {
            RenderedResponse answer = pages.answer(
                            snapshot, Route.of(address), new LinkedMultiValueMap<>(), java.util.Set.of())
                    .block();
            all.put(address, text(java.util.Objects.requireNonNull(answer)));
        }
        return all;
    }

    static String text(RenderedResponse answer) {
        return switch (answer) {
            case RenderedResponse.Html html -> html.status() + " " + new String(html.body(), StandardCharsets.UTF_8);
            case RenderedResponse.Json json -> new String(json.body(), StandardCharsets.UTF_8);
            case RenderedResponse.Redirected elsewhere -> elsewhere.status() + " " + elsewhere.to();
            case RenderedResponse.Refused refused -> refused.toString();
            case RenderedResponse.Document document -> new String(document.body(), StandardCharsets.UTF_8);
            case RenderedResponse.File asset -> asset.asset().contentType();
            case RenderedResponse.KeptFile file -> file.toString();
            case RenderedResponse.Narrowed file -> file.toString();
        };
    }
}
