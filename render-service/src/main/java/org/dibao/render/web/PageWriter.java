package org.dibao.render.web;

import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import org.dibao.contract.article.Article;
import org.dibao.contract.event.Problem;
import org.dibao.contract.site.SiteSettings;
import org.dibao.render.body.RenderedBody;
import org.dibao.render.body.SitePictures;
import org.dibao.render.feed.FeedAddress;
import org.dibao.render.listing.Languages;
import org.dibao.render.listing.ListingKey;
import org.dibao.render.listing.ListingPaths;
import org.dibao.render.metadata.PageMetadata;
import org.dibao.render.metadata.PageMetadataFactory;
import org.dibao.render.metadata.Publisher;
import org.dibao.render.metadata.Story;
import org.dibao.render.metadata.TermLinks;
import org.dibao.render.metadata.Translation;
import org.dibao.render.theme.ArticlePage;
import org.dibao.render.theme.Bodies;
import org.dibao.render.theme.FrontPage;
import org.dibao.render.theme.IndexPage;
import org.dibao.render.theme.ListingPage;
import org.dibao.render.theme.SearchPage;
import org.dibao.render.theme.Site;
import org.dibao.render.theme.Theme;
import org.dibao.render.view.Item;

/**
 * Writes pages from settings and articles: the theme renders what people see, the head contains what machines read.
 * Pure.
 */
public final class PageWriter {
    private final Theme theme;
    private final Bodies bodies;

    public PageWriter(Theme theme) {
        this.theme = theme;
        this.bodies = new Bodies(theme);
    }

    /** Without others to read next. */
    public String article(SiteSettings settings, Article article, List<Item> translations) {
        return article(settings, article, bodies.of(settings, article), translations, List.of(), SitePictures.NONE);
    }

    /**
     * @param made         the article's body, without anything about pictures
     * @param translations the article in all its languages, including itself; empty if there is only one language
     * @param next         to read after it
     * @param pictures     those of the site that it shows
     */
    String article(
            SiteSettings settings,
            Article article,
            RenderedBody made,
            List<Item> translations,
            List<Item> next,
            SitePictures pictures) {
        Site site = Site.of(settings);
        RenderedBody body = made.with(pictures, article.path());
        Story story = Story.of(settings, article, body, pictures);
        List<Translation> others = translations.stream()
                .filter(item -> !item.id().equals(article.id()))
                .map(item -> new Translation(lang(settings, item), item.entry().path()))
                .toList();
        PageMetadata head = article.isPage()
                ? heads(settings).page(story, others)
                : heads(settings).article(story, others);
        return theme.article(site, head, new ArticlePage(article, body, others, next, pictures));
    }

    public String listing(SiteSettings settings, ListingPage unnamed) {
        Site own = Site.of(settings);
        Site site = unnamed.key().kind() == ListingKey.Kind.LANGUAGE
                ? own.speaking(Languages.tag(unnamed.key(), settings))
                : own;
        ListingPage page = unnamed.named(name(site, unnamed));
        String name = page.name();
        String title = page.page() == null ? name : name + " - " + theme.days(site, page.items());
        String address = page.page() == null ? ListingPaths.of(page.key()) : ListingPaths.of(page.key(), page.page());
        PageMetadata head = heads(settings).listing(page.key(), name, title, address, page.items());
        return theme.listing(
                own, site.language(), head.described(described(page.description(), titles(page.items()))), page);
    }

    public String front(SiteSettings settings, FrontPage page) {
        PageMetadata head = page.edition() == null
                ? heads(settings).front(page.editions())
                : heads(settings).edition(page.edition(), page.editions(), page.latest());
        return theme.front(
                Site.of(settings), head.described(described(head.description(), titles(page.latest()))), page);
    }

    public String index(SiteSettings settings, IndexPage page) {
        Site site = Site.of(settings);
        String title = theme.text(site, "index." + page.kind().name().toLowerCase(Locale.ROOT));
        String address = settings.baseUrl()
                + switch (page.kind()) {
                    case CATEGORY -> ListingPaths.CATEGORIES;
                    case TAG -> ListingPaths.TAGS;
                    case AUTHOR -> ListingPaths.AUTHORS;
                    default -> ListingPaths.ARCHIVE;
                };
        List<String> names = page.entries().stream().map(IndexPage.Entry::name).toList();
        return theme.index(site, PageMetadata.plain(title, described("", names), address), page);
    }

    public String search(SiteSettings settings, SearchPage page) {
        Site site = Site.of(settings);
        String title = theme.text(site, "search");
        return theme.search(
                site, heads(settings).unlisted(page.query().isBlank() ? title : page.query() + " - " + title), page);
    }

    /**
     * For 404.
     *
     * @param words  what the address seems to be about, to search for; may be empty
     * @param latest suggestions for the reader
     */
    public String missing(SiteSettings settings, String words, List<Item> latest) {
        return theme.missing(Site.of(settings), words, latest);
    }

    /** For 410. */
    public String gone(SiteSettings settings, String words, List<Item> latest) {
        return theme.gone(Site.of(settings), words, latest);
    }

    /** For a link to a preview that is not valid, or not any more. */
    public String lostPreview(SiteSettings settings) {
        return theme.lostPreview(Site.of(settings));
    }

    /** For the address in a problem's {@code type}. */
    public String problem(SiteSettings settings, Problem.Type type) {
        return theme.problem(Site.of(settings), type);
    }

    /** Terms have their own names; other listings are named by the theme. */
    private String name(Site site, ListingPage page) {
        return switch (page.key().kind()) {
            case ALL -> theme.text(site, "all");
            case YEAR ->
                theme.period(
                        site, true, YearMonth.of(Integer.parseInt(page.key().slug()), 1));
            case MONTH -> theme.period(site, false, YearMonth.parse(page.key().slug()));
            case CATEGORY, TAG, AUTHOR, LANGUAGE, PINNED, PAGES, TRANSLATIONS -> page.name();
        };
    }

    private static List<String> titles(List<Item> items) {
        return items.stream().map(item -> item.entry().title()).toList();
    }

    /** The description of a page without its own: the first items on it. */
    private static String described(String given, List<String> shown) {
        if (!given.isBlank()) {
            return given;
        }
        StringBuilder line = new StringBuilder();
        for (String one : shown) {
            if (line.length() + one.length() > Story.SUMMARY) {
                break;
            }
            line.append(line.isEmpty() ? "" : " · ").append(one);
        }
        return line.toString();
    }

    private static PageMetadataFactory heads(SiteSettings settings) {
        return new PageMetadataFactory(
                settings, Publisher.of(settings), TermLinks.of(settings), FeedAddress.links(settings));
    }

    private static String lang(SiteSettings settings, Item item) {
        String lang = item.entry().lang();
        return lang == null || lang.isBlank() ? settings.language() : lang;
    }
}
