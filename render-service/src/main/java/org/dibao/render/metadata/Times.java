package org.dibao.render.metadata;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.Revision;
import org.dibao.contract.article.SubmittedDate;
import org.dibao.contract.site.SiteSettings;
import org.dibao.render.view.ListedArticle;
import org.jspecify.annotations.Nullable;

/** Dates for machines: in the site's zone, with the offset, to the second (RFC 3339). */
public final class Times {
    /** Years that ISO 8601 writes with four digits. */
    private static final OffsetDateTime FIRST = OffsetDateTime.parse("0001-01-02T00:00:00Z");

    private static final OffsetDateTime LAST = OffsetDateTime.parse("9999-12-30T00:00:00Z");

    private Times() {}

    public static OffsetDateTime in(SiteSettings site, OffsetDateTime date) {
        return in(site.zone(), date);
    }

    public static OffsetDateTime in(ZoneId zone, OffsetDateTime date) {
        OffsetDateTime possible = date.isBefore(FIRST) ? FIRST : date.isAfter(LAST) ? LAST : date;
        return SubmittedDate.in(zone, possible).truncatedTo(ChronoUnit.SECONDS);
    }

    public static OffsetDateTime in(SiteSettings site, Instant instant) {
        return in(site, instant.atOffset(ZoneOffset.UTC));
    }

    public static String text(SiteSettings site, OffsetDateTime date) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(in(site, date));
    }

    public static OffsetDateTime published(SiteSettings site, Article article) {
        return in(site, article.date());
    }

    /**
     * When it was last changed: according to its publisher, but never before its date. Otherwise when the article as
     * readers see it was accepted; as long as that is the first accepted version, its date counts instead, however much
     * earlier it is: an imported archive is not news.
     */
    public static OffsetDateTime updated(SiteSettings site, Article article) {
        return in(site, updated(article));
    }

    /**
     * As for the article; if an entry lacks the time of first acceptance, the revision tells whether there was an
     * earlier version.
     */
    public static OffsetDateTime updated(SiteSettings site, ListedArticle entry) {
        boolean isChanged = entry.acceptedAt() == null
                ? !entry.revision().equals(Revision.FIRST)
                : entry.modifiedAt().isAfter(entry.acceptedAt());
        return in(site, updated(entry.date(), entry.modified(), entry.modifiedAt(), isChanged));
    }

    /** The same, with any offset. */
    public static OffsetDateTime updated(Article article) {
        return updated(
                article.date(),
                article.modified(),
                article.modifiedAt(),
                article.modifiedAt().isAfter(article.acceptedAt()));
    }

    private static OffsetDateTime updated(
            OffsetDateTime date, @Nullable OffsetDateTime said, Instant accepted, boolean isChanged) {
        OffsetDateTime changed = said != null ? said : isChanged ? accepted.atOffset(ZoneOffset.UTC) : date;
        return changed.isAfter(date) ? changed : date;
    }
}
