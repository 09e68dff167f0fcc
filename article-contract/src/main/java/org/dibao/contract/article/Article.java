package org.dibao.contract.article;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.avaje.recordbuilder.RecordBuilder;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dibao.contract.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A complete article at one revision, as subscribers and pages receive it.
 *
 * @param date       its date, with the given offset or that of the site's zone
 * @param acceptedAt when its first revision was accepted
 * @param modifiedAt when the article as readers {@linkplain #seen() see} it was accepted: a revision that only pins,
 *                   moves or sorts it does not count
 * @param layout     {@value #PAGE} makes it a static page: in the menu, and in no listing of articles
 * @param pinned     whether the front page shows it first
 * @param translationKey shared by all translations of the article
 * @param modified   when it was last changed according to the publisher, with an offset as in {@code date}; absent if
 *                   not given
 * @param origin     where it was taken from, according to the publisher; absent if not given
 * @param html       the body, sanitised
 * @param lead       how its text begins: the first paragraph of some length, or all of a short text, as plain text on
 *                   one line, without notes, headings and code; empty if there is none, absent if an earlier release
 *                   made {@code html}
 * @param by         the name of the key that submitted this revision
 */
@RecordBuilder
public record Article(
        ArticleId id,
        Revision revision,
        ArticlePath path,
        String title,
        OffsetDateTime date,
        Instant acceptedAt,
        Instant modifiedAt,
        List<String> categories,
        List<String> tags,
        List<String> authors,
        @Nullable String excerpt,
        @Nullable String lang,
        @Nullable String image,
        @Nullable String layout,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean pinned,
        @Nullable String translationKey,
        @Nullable OffsetDateTime modified,
        @Nullable Origin origin,
        Map<String, Object> extra,
        String html,
        @Nullable String lead,
        String by)
        implements Listable {
    /** The layout of static pages. */
    public static final String PAGE = "page";

    @SuppressWarnings({"ConstantValue", "RedundantNullCheck"}) // what JSON leaves out arrives as null
    public Article {
        requireNonNull(id, "id");
        requireNonNull(revision, "revision");
        requireNonNull(path, "path");
        requireNonNull(title, "title");
        requireNonNull(date, "date");
        requireNonNull(acceptedAt, "acceptedAt");
        requireNonNull(modifiedAt, "modifiedAt");
        categories = categories == null ? List.of() : List.copyOf(categories);
        tags = tags == null ? List.of() : List.copyOf(tags);
        authors = authors == null ? List.of() : List.copyOf(authors);
        extra = extra == null ? Map.of() : java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(extra));
        requireNonNull(html, "html");
        requireNonNull(by, "by");
    }

    /** With everything that an article takes over unchanged from its draft; the caller adds the rest. */
    public static ArticleBuilder from(ArticleDraft draft) {
        return ArticleBuilder.builder()
                .title(draft.title())
                .categories(draft.categories())
                .tags(draft.tags())
                .authors(draft.authors())
                .excerpt(draft.excerpt())
                .lang(draft.lang())
                .image(draft.image())
                .layout(draft.layout())
                .pinned(draft.pinned())
                .translationKey(draft.translationKey())
                .origin(draft.origin())
                .extra(draft.extra());
    }

    @JsonIgnore
    @Override
    public boolean isPage() {
        return PAGE.equals(layout);
    }

    /**
     * A digest of what a reader sees of the article itself: two articles with equal digests read the same, wherever
     * they are. Like {@link #card} it is stored in databases and compared by a replay, so it must never change: a field
     * that is added later counts only where it is given, and then by its name, as in {@code Map.of("subtitle",
     * subtitle)}.
     */
    public String seen() {
        return Digest.of(Json.bytes(seen(origin != null)));
    }

    /**
     * Whether readers see the same as in the article with this digest. A database may hold digests from a release that
     * also counted an absent origin.
     */
    public boolean isSeenAs(@Nullable String digest) {
        return seen().equals(digest) || Digest.of(Json.bytes(seen(true))).equals(digest);
    }

    private List<@Nullable Object> seen(boolean countsOrigin) {
        List<@Nullable Object> seen = new ArrayList<@Nullable Object>(
                Arrays.asList(title, html, excerpt, image, lang, authors, categories, tags, date.toInstant()));
        if (countsOrigin) {
            seen.add(origin);
        }
        return seen;
    }

    /**
     * A digest of what listings show of the article: two articles with equal cards look the same in every listing. It
     * is part of events; {@link #seen} says what follows from that.
     */
    public String card() {
        List<@Nullable Object> shown = new ArrayList<@Nullable Object>(
                Arrays.asList(id, path, title, date, categories, tags, authors, excerpt, lang, image, layout));
        if (pinned || translationKey != null) { // otherwise the digest stays what it was before these fields existed
            shown.add(pinned);
            shown.add(translationKey);
        }
        return Digest.of(Json.bytes(shown));
    }

    /** Whether listings make an excerpt of {@link #lead}: not if the article has its own, or is in no listing. */
    @JsonIgnore
    public boolean isListedByLead() {
        boolean hasExcerpt = excerpt != null && !excerpt.isBlank();
        return !hasExcerpt && !isPage();
    }

    /** A digest of what listings make an excerpt of, empty if there is none: with equal cards and equal leads, no listing has changed. */
    public String leadDigest() {
        String shown = !isListedByLead() ? null : lead == null ? Lead.of(html) : lead;
        return shown == null || shown.isEmpty() ? "" : Digest.of(shown);
    }
}
