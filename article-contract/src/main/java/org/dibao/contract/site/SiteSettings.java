package org.dibao.contract.site;

import static org.dibao.contract.site.Checks.check;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.avaje.recordbuilder.RecordBuilder;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dibao.contract.article.Digest;
import org.dibao.contract.json.Json;
import org.dibao.contract.text.Quoted;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a site, changed by {@code PUT /api/site} through the log like everything else. Absent fields take
 * their defaults; those after {@code pageSize} stay absent from the JSON.
 *
 * @param title       shown on every page; default {@code Dibao}
 * @param description one sentence about the site; default empty
 * @param language    BCP 47; default {@code zh-CN}
 * @param baseUrl     scheme and host of the site's address, without a slash at the end; default {@code http://localhost:8080}
 * @param timeZone    for dates without an offset, for paths and for display; default {@code Asia/Shanghai}
 * @param permalink   Jekyll's pattern or one of its styles; default {@code /:categories/:year/:month/:day/:title.html}
 * @param pageSize    articles on a listing page, 1 to 100; default 20
 * @param categories  the settings of categories, by slug and sorted by it; at most {@value #MAX_TERMS}
 * @param tags        the same for tags
 * @param authors     the same for authors
 * @param formerHosts hosts that the site used to have, in lower case: links to them become links within the site; at most
 *                    {@value #MAX_FORMER_HOSTS}
 * @param menu        the menu, at most {@value #MAX_MENU} links; absent: it consists of the static pages
 * @param feed        the contents of feeds
 * @param look        how pages look
 * @param imprint     who is responsible for the site
 * @param logo        the logo's location: a path on this site or an absolute address
 * @param publisher   who publishes the site, for search engines; absent: its title
 * @param files       text files such as {@code ads.txt}, by {@linkplain RootFile name} and sorted by it
 */
@RecordBuilder
public record SiteSettings(
        String title,
        String description,
        String language,
        String baseUrl,
        String timeZone,
        String permalink,
        int pageSize,
        @JsonInclude(Include.NON_EMPTY) Map<String, Term> categories,
        @JsonInclude(Include.NON_EMPTY) Map<String, Term> tags,
        @JsonInclude(Include.NON_EMPTY) Map<String, Term> authors,
        @JsonInclude(Include.NON_EMPTY) List<String> formerHosts,
        @Nullable List<MenuItem> menu,

        @JsonInclude(value = Include.CUSTOM, valueFilter = OmitDefaultsFilter.class)
        FeedSettings feed,

        @JsonInclude(value = Include.CUSTOM, valueFilter = OmitDefaultsFilter.class)
        Appearance look,

        @JsonInclude(value = Include.CUSTOM, valueFilter = OmitDefaultsFilter.class)
        Imprint imprint,

        @Nullable String logo,
        @Nullable String publisher,
        @JsonInclude(Include.NON_EMPTY) Map<String, String> files) {
    /** Of each kind. */
    public static final int MAX_TERMS = 5000;

    public static final int MAX_FORMER_HOSTS = 50;
    public static final int MAX_MENU = 30;
    /** Of an address in the settings, characters. */
    public static final int MAX_URL = 6000;

    public static final SiteSettings DEFAULT = new SiteSettings(
            null, null, null, null, null, null, 0, null, null, null, null, null, null, null, null, null, null, null);

    /** @throws IllegalArgumentException with the field's name and what is wrong with it */
    public SiteSettings(
            @Nullable String title,
            @Nullable String description,
            @Nullable String language,
            @Nullable String baseUrl,
            @Nullable String timeZone,
            @Nullable String permalink,
            int pageSize,
            @Nullable Map<String, Term> categories,
            @Nullable Map<String, Term> tags,
            @Nullable Map<String, Term> authors,
            @Nullable List<String> formerHosts,
            @Nullable List<MenuItem> menu,
            @Nullable FeedSettings feed,
            @Nullable Appearance look,
            @Nullable Imprint imprint,
            @Nullable String logo,
            @Nullable String publisher,
            @Nullable Map<String, String> files) {
        this.title = title == null || title.isBlank() ? "Dibao" : title.strip();
        this.description = description == null ? "" : description.strip();
        this.language = language == null || language.isBlank() ? "zh-CN" : language(language.strip());
        this.baseUrl = baseUrl == null || baseUrl.isBlank()
                ? "http://localhost:8080"
                : baseUrl.strip().replaceFirst("/+$", "");
        this.timeZone = timeZone == null || timeZone.isBlank() ? "Asia/Shanghai" : timeZone.strip();
        this.permalink = permalink == null || permalink.isBlank() ? Permalink.JEKYLL_DEFAULT : permalink.strip();
        this.pageSize = pageSize == 0 ? 20 : pageSize;
        this.categories = Terms.of(Term.Kind.CATEGORY, categories);
        this.tags = Terms.of(Term.Kind.TAG, tags);
        this.authors = Terms.of(Term.Kind.AUTHOR, authors);
        this.formerHosts = formerHosts == null
                ? List.of()
                : formerHosts.stream().map(SiteSettings::host).distinct().toList();
        this.menu = menu == null ? null : List.copyOf(menu);
        this.feed = feed == null ? FeedSettings.DEFAULT : feed;
        this.look = look == null ? Appearance.DEFAULT : look;
        this.imprint = imprint == null ? Imprint.NONE : imprint;
        this.logo = Checks.address("logo", logo);
        this.publisher = Checks.line("publisher", publisher, 200);
        this.files = RootFile.named(files);
        check(
                this.title.length() <= 200,
                "title: it has " + this.title.length() + " characters; at most 200 are allowed");
        check(
                this.description.length() <= 1000,
                "description: it has " + this.description.length() + " characters; at most 1000 are allowed");
        check(
                this.baseUrl.matches("https?://[^/\\s?#\"<>]+"),
                "baseUrl: " + Quoted.of(this.baseUrl) + " is not http:// or https:// and a host, without a path");
        try {
            ZoneId.of(this.timeZone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "timeZone: " + Quoted.of(this.timeZone)
                            + " is not a time zone; write it as in the IANA database, such as Asia/Shanghai",
                    e);
        }
        Permalink.check(this.permalink);
        check(
                this.pageSize >= 1 && this.pageSize <= 100,
                "pageSize: " + this.pageSize + " is not a whole number from 1 to 100");
        check(
                this.formerHosts.size() <= MAX_FORMER_HOSTS,
                "formerHosts: there are " + this.formerHosts.size() + "; at most " + MAX_FORMER_HOSTS + " are allowed");
        check(
                this.menu == null || this.menu.size() <= MAX_MENU,
                "menu: there are more than " + MAX_MENU + " links, which is the limit");
    }

    /** A builder that starts from the defaults. */
    public static SiteSettingsBuilder builder() {
        return SiteSettingsBuilder.builder(DEFAULT);
    }

    /** Tells these settings from others: a digest, which is their {@code ETag}. */
    public String tag() {
        return Digest.of(Json.bytes(this));
    }

    public ZoneId zone() {
        return ZoneId.of(timeZone);
    }

    /** Whether a host, in the form of {@link org.dibao.contract.article.OldAddress}, is or was the site's. */
    public boolean hasHost(String host) {
        return host.equals(host())
                || formerHosts.contains(host)
                || formerHosts.contains(host.replaceFirst(":[0-9]+$", ""));
    }

    /** The host of the site's address, in lower case, with the port unless it is the scheme's default. */
    public String host() {
        return baseUrl.toLowerCase(Locale.ROOT).replaceFirst("^http://(.*?)(?::80)?$|^https://(.*?)(?::443)?$", "$1$2");
    }

    /** The settings of a kind's terms, by slug. */
    public Map<String, Term> terms(Term.Kind kind) {
        return switch (kind) {
            case CATEGORY -> categories;
            case TAG -> tags;
            case AUTHOR -> authors;
        };
    }

    /** The slug under which a term's articles are listed: its own, or that of the term into which it is merged. */
    public String resolvedSlug(Term.Kind kind, String slug) {
        Term term = terms(kind).get(slug);
        return term == null || term.mergedInto() == null ? slug : term.mergedInto();
    }

    /** The name shown for a term as an article writes it: if the term is merged into another, the name of that one. */
    public String termName(Term.Kind kind, String written) {
        String slug = kind.slug(written);
        String target = resolvedSlug(kind, slug);
        Term term = terms(kind).get(target);
        if (term != null && term.name() != null) {
            return term.name();
        }
        return target.equals(slug) ? written : target;
    }

    private static String host(String given) {
        String host = given.strip().toLowerCase(Locale.ROOT);
        check(
                host.length() <= 253 && host.matches("[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[0-9]{1,5})?"),
                "formerHosts: " + Quoted.of(given) + " is not a host name; write it without a scheme, such as"
                        + " old.example.com");
        return host;
    }

    private static String language(String tag) {
        try {
            return new Locale.Builder().setLanguageTag(tag).build().toLanguageTag();
        } catch (IllformedLocaleException e) {
            throw new IllegalArgumentException(
                    "language: " + Quoted.of(tag) + " is not a language tag (BCP 47); write it as zh-CN or en", e);
        }
    }
}
