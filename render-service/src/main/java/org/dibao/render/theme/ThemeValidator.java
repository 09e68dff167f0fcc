package org.dibao.render.theme;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticleBuilder;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Revision;
import org.dibao.contract.site.Imprint;
import org.dibao.contract.site.ImprintBuilder;
import org.dibao.contract.site.MenuItem;
import org.dibao.render.body.Heading;
import org.dibao.render.body.RenderedBody;
import org.dibao.render.body.SourceLine;
import org.dibao.render.listing.ListingKey;
import org.dibao.render.listing.ListingKey.Kind;
import org.dibao.render.metadata.PageMetadata;
import org.dibao.render.metadata.TermLinks;
import org.dibao.render.metadata.Translation;
import org.dibao.render.view.Item;
import org.dibao.render.view.ListedArticleBuilder;

/** Renders every kind of page once, full and empty, in every language, before a theme is used. */
final class ThemeValidator {
    private static final OffsetDateTime DATE = OffsetDateTime.parse("2026-11-24T09:30:00+08:00");
    private static final int ITEMS = 12;

    private ThemeValidator() {}

    /** @throws ThemeError naming the file, and the line if it is known */
    static void of(CompiledTheme design) {
        for (String language : design.texts().keySet()) {
            for (boolean full : new boolean[] {true, false}) {
                Site site = site(language, full);
                List<Item> items = full ? items() : List.of();
                PageMetadata head = full ? head() : PageMetadata.plain("", "", "");
                fill(design, "article.html", ArticleModel.of(design, site, head, article(full)));
                fill(
                        design,
                        "listing.html",
                        ListingModel.of(new TemplateModel(design, site, head), listing(full, items)));
                fill(design, "front.html", ListingModel.of(new TemplateModel(design, site, head), front(full, items)));
                fill(design, "index.html", IndexModel.of(new TemplateModel(design, site, head), index(full)));
                fill(design, "search.html", SearchModel.of(new TemplateModel(design, site, head), search(full)));
                fill(design, "message.html", MessageModel.of(design, site, "missing", "", items));
                fill(design, "message.html", MessageModel.of(design, site, "gone", "", items));
                fill(design, "message.html", MessageModel.of(design, site, "problem.invalid", null, List.of()));
            }
        }
    }

    private static void fill(CompiledTheme design, String template, TemplateModel world) {
        design.templates().fill(template, world.values());
    }

    private static Site site(String language, boolean full) {
        return full
                ? SiteBuilder.builder()
                        .title("A title")
                        .description("A description")
                        .language(language)
                        .baseUrl("http://localhost")
                        .zone(ZoneId.of("UTC"))
                        .logo("/logo.svg")
                        .menu(List.of(new MenuItem("About", "/about.html")))
                        .imprint(ImprintBuilder.builder()
                                .icp("ICP 1")
                                .publicSecurity("11010502030001")
                                .licence("L 1")
                                .reportPhone("12377")
                                .copyright("©")
                                .build())
                        .indent(true)
                        .accent("#2a6")
                        .terms(TermLinks.AS_WRITTEN)
                        .build()
                : SiteBuilder.builder()
                        .title("A title")
                        .description("")
                        .language(language)
                        .baseUrl("http://localhost")
                        .zone(ZoneId.of("UTC"))
                        .imprint(Imprint.NONE)
                        .terms(TermLinks.AS_WRITTEN)
                        .build();
    }

    private static PageMetadata head() {
        return new PageMetadata(
                "A title",
                "A description",
                "http://localhost/a.html",
                List.of(new PageMetadata.Meta("robots", "max-image-preview:large")),
                List.of(new PageMetadata.Meta("og:type", "article")),
                List.of(
                        new PageMetadata.Alternate("en", null, null, "http://localhost/en.html"),
                        new PageMetadata.Alternate(null, "application/atom+xml", "Feed", "http://localhost/feed.xml")),
                List.of("{}"));
    }

    private static ArticlePage article(boolean full) {
        List<String> terms = full ? List.of("One", "Two", "!!!") : List.of();
        Article article = ArticleBuilder.builder()
                .id(new ArticleId("rehearsal"))
                .revision(Revision.FIRST)
                .path(new ArticlePath("/rehearsal.html"))
                .title("A title")
                .date(DATE)
                .acceptedAt(DATE.toInstant())
                .modifiedAt(DATE.toInstant().plusSeconds(full ? 60 : 0))
                .categories(terms)
                .tags(terms)
                .authors(terms)
                .excerpt(full ? "An excerpt" : null)
                .lang(full ? "en" : null)
                .image(full ? "/picture.svg" : null)
                .layout(full ? null : "page")
                .html("")
                .by("")
                .build();
        RenderedBody body = full
                ? new RenderedBody(
                        "<p>Text</p>",
                        List.of(new Heading(2, "a", "A", List.of(new Heading(3, "b", "B", List.of())))),
                        3,
                        new SourceLine("Source", "https://example.org/"),
                        "Text")
                : new RenderedBody("", List.of(), 1, null, "");
        return new ArticlePage(
                article,
                body,
                full ? List.of(new Translation("en", new ArticlePath("/en.html"))) : List.of(),
                full ? items() : List.of());
    }

    private static List<Item> items() {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < ITEMS; i++) {
            items.add(new Item(
                    new ArticleId("rehearsal-" + i),
                    ListedArticleBuilder.builder()
                            .revision(Revision.FIRST)
                            .path(new ArticlePath("/" + i + ".html"))
                            .title("A title")
                            .date(DATE)
                            .modifiedAt(Instant.EPOCH)
                            .categories(List.of("One"))
                            .excerpt(i % 2 == 0 ? "An excerpt" : null)
                            .lang(i % 3 == 0 ? "en" : null)
                            .image(i % 4 == 0 ? "/picture.svg" : null)
                            .build()));
        }
        return items;
    }

    private static ListingPage listing(boolean full, List<Item> items) {
        return full
                ? ListingPageBuilder.builder()
                        .key(new ListingKey(Kind.CATEGORY, "one"))
                        .name("One")
                        .description("A description")
                        .page(3)
                        .items(items)
                        .newer("/newer")
                        .older("/older")
                        .slugs(List.of("one"))
                        .build()
                : ListingPage.of(ListingKey.ALL, "", items).build();
    }

    private static FrontPage front(boolean full, List<Item> items) {
        return full
                ? new FrontPage(
                        items.subList(0, 1),
                        items,
                        List.of(new Section(new ListingKey(Kind.CATEGORY, "one"), "One", items)),
                        "/older")
                : new FrontPage(items, items, List.of(), null);
    }

    private static IndexPage index(boolean full) {
        return IndexPage.whole(
                Kind.CATEGORY,
                IntStream.range(0, full ? 100 : 0)
                        .mapToObj(i -> new IndexPage.Entry("Name " + i, "/category/" + i + ".html", i))
                        .toList());
    }

    private static SearchPage search(boolean full) {
        return full
                ? new SearchPage(
                        "query",
                        30,
                        2,
                        1,
                        3,
                        List.of(new SearchPage.Hit("A <mark>title</mark>", "…", "/a.html", DATE, "en")),
                        EnumSet.allOf(SearchPage.Note.class).stream()
                                .filter(note -> note.answered)
                                .collect(Collectors.toSet()))
                : new SearchPage("", 0, 1, null, null, List.of());
    }
}
