package org.dibao.render.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.purge.PurgeKey;
import org.dibao.contract.site.SiteSettings;
import org.dibao.render.listing.Cursor;
import org.dibao.render.listing.Languages;
import org.dibao.render.listing.ListingKey;
import org.dibao.render.listing.ListingKey.Kind;
import org.dibao.render.listing.ListingPaths;
import org.dibao.render.listing.ListingSnapshot;
import org.dibao.render.listing.Numbering;
import org.dibao.render.metadata.Edition;
import org.dibao.render.snapshot.SiteSnapshot;
import org.dibao.render.theme.FrontPage;
import org.dibao.render.theme.FrontPageBuilder;
import org.dibao.render.theme.Section;
import org.dibao.render.view.Item;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The front page {@code /}, and on a site whose articles are in several languages one for each, such as {@code /en/}
 * with its older pages {@code /en/page/7.html}, unless an article has that path.
 */
final class FrontPages {
    /** With any subtag that other programs have there, such as a region. */
    private static final Pattern EDITION =
            Pattern.compile("/([a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8}){0,2})(?:(/)(?:page/([1-9][0-9]{0,8})\\.html)?)?");

    private final ListingHandler listings;
    private final Items items;
    private final PageWriter writer;
    private final PageSettings settings;

    FrontPages(ListingHandler listings, Items items, PageWriter writer, PageSettings settings) {
        this.listings = listings;
        this.items = items;
        this.writer = writer;
        this.settings = settings;
    }

    /** Of all languages. */
    Mono<RenderedResponse> front(SiteSnapshot snapshot) {
        return front(snapshot, ListingKey.ALL);
    }

    /**
     * The page of one language at this path; absent if there is none. Where all articles are in the site's own language, the
     * front page is that language's. Any change of a listing purges it, because that may bring a language or take it away.
     */
    @Nullable
    Mono<RenderedResponse> edition(SiteSnapshot snapshot, String path) {
        Matcher parts = EDITION.matcher(path);
        if (!parts.matches()) {
            return null;
        }
        ListingKey key = Languages.of(parts.group(1));
        boolean exists = Languages.of(snapshot.listings(), snapshot.site()).contains(key);
        if (!exists && !key.equals(Languages.own(snapshot.site()))) {
            return null;
        }
        String page = parts.group(3);
        Mono<RenderedResponse> answer;
        if (!exists) {
            answer = Mono.just(new RenderedResponse.Redirected(301, "/"));
        } else if (page != null) {
            answer = listings.listing(snapshot, new Route.Listing(path, key, parts.group(1), Integer.valueOf(page)));
        } else if (parts.group(2) == null || !key.slug().equals(parts.group(1))) {
            answer = Mono.just(new RenderedResponse.Redirected(301, ListingPaths.of(key)));
        } else {
            answer = front(snapshot, key);
        }
        return answer.map(it -> it.under(PurgeKey.HOME));
    }

    private Mono<RenderedResponse> front(SiteSnapshot snapshot, ListingKey shown) {
        SiteSettings site = snapshot.site();
        ListingSnapshot all = snapshot.listings().in(shown);
        Numbering numbering = new Numbering(all.size(), site.pageSize());
        List<ArticleId> latest = all.between(numbering.newestFrom(), all.size());
        Map<ListingKey, List<ArticleId>> sections = new LinkedHashMap<>();
        for (ListingKey key : snapshot.listings().categories(settings.sections())) {
            sections.put(key, newest(snapshot, key, shown, settings.sectionSize()));
        }
        List<ArticleId> pinned = newest(snapshot, ListingKey.PINNED, shown, settings.pinned());
        Set<ArticleId> ids = new LinkedHashSet<>(pinned);
        ids.addAll(latest);
        sections.values().forEach(ids::addAll);
        return items.find(site, ids).map(found -> {
            Map<ListingKey, List<ArticleId>> members = new LinkedHashMap<>(sections);
            members.put(ListingKey.PINNED, pinned);
            members.put(shown, latest);
            return page(snapshot, shown, numbering, members, found);
        });
    }

    private RenderedResponse page(
            SiteSnapshot snapshot,
            ListingKey shown,
            Numbering numbering,
            Map<ListingKey, List<ArticleId>> members,
            Map<ArticleId, Item> found) {
        SiteSettings site = snapshot.site();
        List<Section> sections = new ArrayList<>();
        members.forEach((key, ids) -> {
            List<Item> section = key.kind() == Kind.CATEGORY ? in(site, key, shown, ids, found) : List.of();
            if (!section.isEmpty()) {
                sections.add(new Section(key, ListingNames.name(site, key, section), section));
            }
        });
        List<Edition> editions = Languages.of(snapshot.listings(), site).stream()
                .map(key -> edition(key, site))
                .toList();
        FrontPage page = FrontPageBuilder.builder()
                .pinned(in(site, ListingKey.PINNED, shown, members.getOrDefault(ListingKey.PINNED, List.of()), found))
                .latest(in(site, shown, shown, members.getOrDefault(shown, List.of()), found))
                .sections(sections)
                .older(numbering.pages() == 0 ? null : ListingPaths.of(shown, numbering.pages()))
                .edition(shown.kind() == Kind.LANGUAGE ? edition(shown, site) : null)
                .editions(editions)
                .build();
        return RenderedResponse.Html.of(
                200, writer.front(site, page), Pictures.of(found.values()).keys());
    }

    private static Edition edition(ListingKey key, SiteSettings site) {
        String tag = Languages.tag(key, site);
        return new Edition(key, tag, Languages.name(tag));
    }

    /** Those in the listing that the page shows; what has just left it is about to be published. */
    private static List<Item> in(
            SiteSettings site, ListingKey key, ListingKey shown, List<ArticleId> ids, Map<ArticleId, Item> found) {
        List<Item> listed = Items.in(site, key, Items.shown(ids, found));
        return key.equals(shown) ? listed : Items.in(site, shown, listed);
    }

    /** Of one language, as many as a limited search finds. */
    private List<ArticleId> newest(SiteSnapshot snapshot, ListingKey key, ListingKey shown, int limit) {
        ListingSnapshot articles = snapshot.listings().in(key);
        return shown.equals(ListingKey.ALL)
                ? articles.newest(limit)
                : articles.select(
                                Cursor.START,
                                List.of(snapshot.listings().in(shown)),
                                limit,
                                settings.maxLooks() / (1 + settings.sections()))
                        .articles();
    }
}
