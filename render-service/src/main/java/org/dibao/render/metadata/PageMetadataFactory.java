package org.dibao.render.metadata;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.dibao.contract.article.Article;
import org.dibao.contract.site.SiteSettings;
import org.dibao.render.listing.ListingKey;
import org.dibao.render.listing.ListingKey.Kind;
import org.dibao.render.listing.ListingPaths;
import org.dibao.render.metadata.PageMetadata.Alternate;
import org.dibao.render.metadata.PageMetadata.Meta;
import org.dibao.render.metadata.TermLinks.Term;
import org.dibao.render.view.Item;

/** Creates the metadata of each kind of page. Pure: the same arguments always give the same result. */
public final class PageMetadataFactory {
    private static final Meta LARGE_PICTURES = new Meta("robots", "max-image-preview:large");
    private static final Meta NOT_INDEXED = new Meta("robots", "noindex");

    private final SiteSettings site;
    private final Publisher publisher;
    private final TermLinks terms;
    private final FeedLinks feeds;
    private final JsonLd jsonLd;

    public PageMetadataFactory(SiteSettings site, Publisher publisher, TermLinks terms, FeedLinks feeds) {
        this.feeds = feeds;
        this.site = site;
        this.publisher = publisher;
        this.terms = terms;
        this.jsonLd = new JsonLd(site, publisher, terms);
    }

    /** @param translations the same article in other languages; the article itself may be among them */
    public PageMetadata article(Story story, List<Translation> translations) {
        Article article = story.article();
        String url = Urls.of(site, article.path());
        String lang = lang(article);
        List<Translation> others = translations.stream()
                .filter(it -> !it.path().equals(article.path()))
                .toList();
        List<Term> trail = new ArrayList<>(List.of(home()));
        terms.all(Kind.CATEGORY, article.categories()).stream()
                .filter(it -> it.path() != null)
                .limit(1)
                .forEach(trail::add);
        trail.add(new Term(article.title(), article.path().encoded()));
        List<String> scripts = new ArrayList<>();
        scripts.add(JsonLd.script(jsonLd.newsArticle(story, url, lang)));
        scripts.add(JsonLd.script(jsonLd.breadcrumbs(trail)));
        if (isChinese(lang)) {
            scripts.add(JsonLd.script(jsonLd.baidu(story, url)));
        }
        return new PageMetadata(
                article.title(),
                story.summary(),
                canonical(article, url),
                metas(story),
                new OpenGraph(site, "article", article.title(), story.summary(), url, lang)
                        .translations(others)
                        .image(story.shared())
                        .article(site, article, terms)
                        .properties(),
                alternates(others, lang, url, ListingKey.ALL, ""),
                scripts);
    }

    /** An article that is not news ({@code layout: page}), such as an imprint. */
    public PageMetadata page(Story story, List<Translation> translations) {
        Article article = story.article();
        String url = Urls.of(site, article.path());
        String lang = lang(article);
        List<Translation> others = translations.stream()
                .filter(it -> !it.path().equals(article.path()))
                .toList();
        return new PageMetadata(
                article.title(),
                story.summary(),
                canonical(article, url),
                metas(story),
                new OpenGraph(site, "website", article.title(), story.summary(), url, lang)
                        .translations(others)
                        .image(story.shared())
                        .properties(),
                alternates(others, lang, url, ListingKey.ALL, ""),
                List.of(
                        JsonLd.script(jsonLd.webPage("WebPage", url, article.title(), story.summary(), lang)),
                        JsonLd.script(jsonLd.breadcrumbs(List.of(
                                home(), new Term(article.title(), article.path().encoded()))))));
    }

    /** Of a site whose articles are in one language. */
    public PageMetadata front(boolean hasSearch) {
        return front(hasSearch, List.of());
    }

    /** @param editions the front pages in each language; empty if there is one language */
    public PageMetadata front(List<Edition> editions) {
        return front(true, editions);
    }

    /** @param hasSearch whether {@code /search?q=} answers */
    private PageMetadata front(boolean hasSearch, List<Edition> editions) {
        String url = Urls.of(site, "/");
        return new PageMetadata(
                "",
                site.description(),
                url,
                List.of(LARGE_PICTURES, OpenGraph.card(null)),
                new OpenGraph(site, "website", site.title(), site.description(), url, site.language()).properties(),
                Stream.concat(
                                editions(editions).stream(),
                                alternates(List.of(), site.language(), url, ListingKey.ALL, "").stream())
                        .toList(),
                List.of(JsonLd.script(jsonLd.webSite(hasSearch))));
    }

    /**
     * The front page in one language.
     *
     * @param editions those in all languages, including this one
     * @param items    in the order shown
     */
    public PageMetadata edition(Edition edition, List<Edition> editions, List<Item> items) {
        String path = ListingPaths.of(edition.key());
        String url = Urls.of(site, path);
        var page = jsonLd.webPage("CollectionPage", url, edition.name(), site.description(), edition.language());
        page.put("mainEntity", jsonLd.list(items));
        List<Alternate> alternates = new ArrayList<>(editions(editions));
        alternates.addAll(feeds.of(edition.key(), edition.name() + " - " + site.title()));
        alternates.addAll(feeds.of(ListingKey.ALL, site.title()));
        return new PageMetadata(
                edition.name(),
                site.description(),
                url,
                List.of(LARGE_PICTURES, OpenGraph.card(null)),
                new OpenGraph(site, "website", site.title(), site.description(), url, edition.language()).properties(),
                alternates,
                List.of(
                        JsonLd.script(page),
                        JsonLd.script(jsonLd.breadcrumbs(List.of(home(), new Term(edition.name(), path))))));
    }

    /** The front page of all languages is for whoever reads none of them. */
    private List<Alternate> editions(List<Edition> editions) {
        List<Alternate> alternates = new ArrayList<>();
        for (Edition edition : editions) {
            alternates.add(new Alternate(
                    Locale.forLanguageTag(edition.key().slug()).toLanguageTag(),
                    null,
                    null,
                    Urls.of(site, ListingPaths.of(edition.key()))));
        }
        if (!editions.isEmpty()) {
            alternates.add(new Alternate("x-default", null, null, Urls.of(site, "/")));
        }
        return alternates;
    }

    /**
     * A page of a listing.
     *
     * @param key   has its own feeds if it is a category, a tag or an author
     * @param name  of the listing, for its feeds
     * @param title of this page: the name, and its number if it has one
     * @param path  of this page, percent-encoded
     * @param items in the order shown
     */
    public PageMetadata listing(ListingKey key, String name, String title, String path, List<Item> items) {
        String url = Urls.of(site, path);
        var page = jsonLd.webPage("CollectionPage", url, title, "", site.language());
        page.put("mainEntity", jsonLd.list(items));
        return new PageMetadata(
                title,
                "",
                url,
                List.of(LARGE_PICTURES, OpenGraph.card(null)),
                new OpenGraph(site, "website", title, "", url, site.language()).properties(),
                alternates(List.of(), site.language(), url, key, name),
                List.of(
                        JsonLd.script(page),
                        JsonLd.script(jsonLd.breadcrumbs(List.of(home(), new Term(title, path))))));
    }

    /** 404, 410, search results: pages that search engines should not index. */
    public PageMetadata unlisted(String title) {
        return new PageMetadata(
                title,
                "",
                "",
                List.of(NOT_INDEXED),
                List.of(),
                alternates(List.of(), site.language(), "", ListingKey.ALL, ""),
                List.of());
    }

    private List<Meta> metas(Story story) {
        List<Meta> metas = new ArrayList<>(List.of(LARGE_PICTURES, OpenGraph.card(story.shared())));
        terms.all(Kind.AUTHOR, story.article().authors())
                .forEach(author -> metas.add(new Meta("author", author.name())));
        return metas;
    }

    /** Every translation lists all of them, including itself, so that the references are mutual. */
    private List<Alternate> alternates(List<Translation> others, String lang, String url, ListingKey key, String name) {
        List<Alternate> alternates = new ArrayList<>();
        Map<String, String> languages = new LinkedHashMap<>(Map.of(lang, url));
        others.forEach(
                other -> languages.putIfAbsent(other.lang(), Urls.of(site, other.path()))); // one address per language
        if (languages.size() > 1) {
            languages.forEach((language, address) -> alternates.add(new Alternate(language, null, null, address)));
            languages.entrySet().stream()
                    .filter(it -> isSpoken(it.getKey()))
                    .min(Comparator.comparing(it -> !it.getKey().equals(site.language())))
                    .ifPresent(own -> alternates.add(new Alternate("x-default", null, null, own.getValue())));
        }
        alternates.addAll(feeds.of(ListingKey.ALL, site.title()));
        if (key.kind() == Kind.CATEGORY
                || key.kind() == Kind.TAG
                || key.kind() == Kind.AUTHOR
                || key.kind() == Kind.LANGUAGE) {
            alternates.addAll(feeds.of(key, name + " - " + site.title()));
        }
        return alternates;
    }

    /** Whether it is the site's own language, in any region. */
    private boolean isSpoken(String language) {
        return Locale.forLanguageTag(language)
                .getLanguage()
                .equals(Locale.forLanguageTag(site.language()).getLanguage());
    }

    /** As in jekyll-seo-tag: an article first published elsewhere names that address. */
    private static String canonical(Article article, String url) {
        String given = article.extra().get("canonical_url") instanceof String text ? Urls.resolved(url, text) : "";
        return given.isEmpty() ? url : given;
    }

    private Term home() {
        return new Term(publisher.name(), "/");
    }

    private String lang(Article article) {
        return article.lang() == null || article.lang().isBlank() ? site.language() : article.lang();
    }

    private static boolean isChinese(String lang) {
        return Locale.forLanguageTag(lang).getLanguage().equals("zh");
    }
}
