package org.dibao.render.theme;

import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticlePath;
import org.dibao.render.body.Heading;
import org.dibao.render.body.RenderedBody;
import org.dibao.render.body.SourceLine;
import org.dibao.render.listing.ListingKey.Kind;
import org.dibao.render.metadata.PageMetadata;
import org.dibao.render.metadata.Story;
import org.dibao.render.metadata.Times;
import org.dibao.render.metadata.Translation;

/** The model for the template of an article. */
final class ArticleModel {
    private ArticleModel() {}

    static TemplateModel of(CompiledTheme design, Site site, PageMetadata head, ArticlePage page) {
        Article article = page.article();
        String lang = article.lang() == null || article.lang().isBlank() ? site.language() : article.lang();
        TemplateModel world = new TemplateModel(design, site, head, lang);
        RenderedBody body = page.body();
        Map<String, Object> shown = new HashMap<>();
        shown.put("title", article.title());
        shown.put("isLong", Titles.hasLongClause(article.title()));
        shown.put("isPage", article.isPage());
        shown.put("standfirst", Opening.standfirst(article, body));
        String image = Opening.image(article, body);
        PreviewImages.put(image, page.pictures().file(image), shown);
        shown.put("date", world.dates.of(article.date()));
        OffsetDateTime updated = Times.updated(article);
        shown.put("updated", updated.isAfter(article.date()) ? world.dates.of(updated) : Map.of());
        shown.put("authors", world.links(Kind.AUTHOR, article.authors()));
        // A static page is in no listing, so none of these listings need exist.
        shown.put("categories", article.isPage() ? List.of() : world.links(Kind.CATEGORY, article.categories()));
        shown.put("tags", article.isPage() ? List.of() : world.links(Kind.TAG, article.tags()));
        shown.put(
                "minutes",
                switch (body.minutes()) {
                    case 0 -> ""; // not counted
                    case 1 -> world.texts.get("minutes.one");
                    default -> world.texts.get("minutes", body.minutes());
                });
        SourceLine source = Story.source(article, body);
        shown.put(
                "source",
                source == null ? Map.of() : Map.of("name", source.name(), "href", TemplateModel.whole(source.href())));
        shown.put("contents", contents(body.contents()));
        shown.put("html", body.html());
        shown.put(
                "translations",
                page.translations().stream().map(it -> translation(world, it)).toList());
        shown.put("next", ListingModel.items(world, page.next()));
        return world.put("article", shown)
                .put(
                        "live",
                        Map.of(
                                "kind",
                                "article",
                                "slugs",
                                List.of(),
                                "article",
                                article.id().value(),
                                "revision",
                                Integer.toString(article.revision().value())));
    }

    private static List<Map<String, Object>> contents(List<Heading> headings) {
        return headings.stream()
                .map(it -> Map.<String, Object>of(
                        "href",
                        "#" + ArticlePath.encode(it.id()),
                        "text",
                        it.text(),
                        "children",
                        contents(it.children())))
                .toList();
    }

    /** A language under its own name. */
    private static Map<String, Object> translation(TemplateModel world, Translation translation) {
        String known = world.texts.find("lang." + translation.lang());
        Locale locale = Locale.forLanguageTag(translation.lang());
        String own = locale.getDisplayLanguage(locale);
        return Map.of(
                "lang",
                translation.lang(),
                "href",
                translation.path().encoded(),
                "name",
                !known.isEmpty() ? known : own.isEmpty() ? translation.lang() : own);
    }
}
