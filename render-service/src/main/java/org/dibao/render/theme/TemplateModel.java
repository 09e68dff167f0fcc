package org.dibao.render.theme;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dibao.contract.address.AllowedAddress;
import org.dibao.contract.site.Imprint;
import org.dibao.contract.site.MenuItem;
import org.dibao.render.listing.ListingKey.Kind;
import org.dibao.render.listing.ListingPaths;
import org.dibao.render.metadata.PageMetadata;
import org.dibao.render.metadata.TermLinks;
import org.jspecify.annotations.Nullable;

/**
 * The model shared by all templates: the site, the texts, the head. Maps, lists and strings; absent values are empty.
 */
final class TemplateModel {
    /** For a page that does not listen for events. */
    static final Map<String, Object> STILL = Map.of("kind", "", "slugs", List.of(), "article", "", "revision", "");

    final InterfaceTexts texts;
    final Dates dates;
    final TermLinks terms;
    private final Map<String, Object> values = new HashMap<>();

    TemplateModel(CompiledTheme design, Site site, PageMetadata head) {
        this(design, site, head, site.language());
    }

    /** @param content the language of what the page shows: the interface speaks it too if the theme has its texts */
    TemplateModel(CompiledTheme design, Site site, PageMetadata head, String content) {
        String language = design.speaks(content) ? content : site.language();
        this.texts = design.texts(language);
        this.dates = new Dates(site.zone(), texts);
        this.terms = site.terms();
        put("t", texts.all());
        put("assets", design.addresses());
        put("site", site(site, design));
        put("head", head(head));
        put("feed", feed(site, head));
        put("live", STILL);
        put("page", Map.of("lang", content, "dir", direction(content)));
        put("interface", Map.of("lang", language, "dir", direction(language)));
        put("editions", List.of());
        put("newer", "");
        put("older", "");
    }

    TemplateModel put(String name, Object value) {
        values.put(name, value);
        return this;
    }

    /** The writing direction of a language. */
    private static String direction(String language) {
        Locale locale = Locale.forLanguageTag(language);
        String own = locale.getDisplayLanguage(locale);
        byte direction = own.isEmpty()
                ? Character.DIRECTIONALITY_LEFT_TO_RIGHT
                : Character.getDirectionality(own.codePointAt(0));
        boolean fromRight = direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
        return fromRight ? "rtl" : "ltr";
    }

    Map<String, Object> values() {
        return values;
    }

    static Map<String, Object> live(String kind, List<String> slugs) {
        return Map.of("kind", kind, "slugs", slugs, "article", "", "revision", "");
    }

    /** Names and their links. */
    List<Map<String, Object>> links(Kind kind, List<String> written) {
        return terms.all(kind, written).stream()
                .<Map<String, Object>>map(term -> Map.of("name", term.name(), "href", empty(term.path())))
                .toList();
    }

    static String empty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** As in an attribute of HTML. */
    static String escaped(String text) {
        return text.replace("&", "&amp;");
    }

    /**
     * An address from the settings or an article, which may predate the current checks; empty if it must not be shown.
     */
    static String allowed(@Nullable String address) {
        return empty(AllowedAddress.RESOURCE.of(address));
    }

    /** The same for an address that must be absolute. */
    static String whole(@Nullable String address) {
        String allowed = allowed(address);
        return AllowedAddress.isWhole(allowed) ? allowed : "";
    }

    private Map<String, Object> site(Site site, CompiledTheme design) {
        Map<String, Object> shown = new HashMap<>();
        shown.put("title", site.title());
        shown.put("description", site.description());
        shown.put("language", site.language());
        shown.put("dir", direction(site.language()));
        shown.put("baseUrl", site.baseUrl());
        shown.put("logo", allowed(site.logo()));
        shown.put(
                "menu",
                site.menu().stream()
                        .map(it -> Map.of("name", name(it, site, design), "href", allowed(it.href())))
                        .filter(it -> !it.getOrDefault("href", "").isEmpty())
                        .toList());
        shown.put("indent", site.indent());
        shown.put("stylesheet", design.named(ThemeFiles.STYLESHEET).path());
        shown.put("script", design.named(ThemeFiles.SCRIPT).path());
        shown.put(
                "accent", site.accent() == null ? "" : Accent.of(site.accent()).path());
        shown.put("categories", ListingPaths.CATEGORIES);
        shown.put("tags", ListingPaths.TAGS);
        shown.put("authors", ListingPaths.AUTHORS);
        shown.put("archive", ListingPaths.ARCHIVE);
        shown.put("search", ListingPaths.SEARCH);
        shown.put("imprint", imprint(site.imprint()));
        return shown;
    }

    /** One that is named by its address only is the index of all categories. */
    private static String name(MenuItem link, Site site, CompiledTheme design) {
        return link.title().equals(ListingPaths.CATEGORIES)
                ? design.texts(site.language()).get("index.category")
                : link.title();
    }

    private static Map<String, Object> imprint(Imprint imprint) {
        String security = empty(imprint.publicSecurity());
        String digits = security.replaceAll("[^0-9]+", "");
        return Map.of(
                "icp", empty(imprint.icp()),
                "publicSecurity", security,
                "publicSecurityDigits", digits.length() >= 11 ? digits : "",
                "licence", empty(imprint.licence()),
                "reportPhone", empty(imprint.reportPhone()),
                "reportPhoneDigits", empty(imprint.reportPhone()).replaceAll("[^0-9+]+", ""),
                "copyright", empty(imprint.copyright()));
    }

    private static Map<String, Object> head(PageMetadata head) {
        return Map.of(
                "title", head.title(),
                "description", head.description(),
                "canonical", head.canonical(),
                "metas",
                        head.metas().stream()
                                .map(it -> Map.of("name", it.name(), "content", it.content()))
                                .toList(),
                "properties",
                        head.properties().stream()
                                .map(it -> Map.of("name", it.name(), "content", it.content()))
                                .toList(),
                "alternates",
                        head.alternates().stream().map(TemplateModel::alternate).toList(),
                "jsonLd", head.jsonLd());
    }

    private static Map<String, Object> alternate(PageMetadata.Alternate alternate) {
        return Map.of(
                "hreflang",
                empty(alternate.hreflang()),
                "type",
                empty(alternate.type()),
                "title",
                empty(alternate.title()),
                "href",
                alternate.href());
    }

    /** The page's first feed, or the site's, as a link for people, relative to the site. */
    private static String feed(Site site, PageMetadata head) {
        return head.alternates().stream()
                .filter(it -> it.type() != null && it.type().contains("xml"))
                .map(it -> it.href().startsWith(site.baseUrl() + "/")
                        ? it.href().substring(site.baseUrl().length())
                        : it.href())
                .findFirst()
                .orElse(ListingPaths.FEED);
    }
}
