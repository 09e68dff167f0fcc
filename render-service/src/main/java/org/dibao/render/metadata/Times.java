package org.dibao.render.metadata;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.Revision;
import org.dibao.contract.site.SiteSettings;
import org.dibao.render.view.Entry;

/** Dates for machines: in the site's zone, with the offset, to the second (RFC 3339). */
public final class Times {
    /** Years that ISO 8601 writes with four digits. */
    private static final OffsetDateTime FIRST = OffsetDateTime.parse("0001-01-02T00:00:00Z");
    private static final OffsetDateTime LAST = OffsetDateTime.parse("9999-12-30T00:00:00Z");

    private Times() {}

    public static OffsetDateTime in(SiteSettings site, OffsetDateTime date) {
        return in(site.zone(), date);
    }

    /** Before there were zones, towns had offsets with seconds, which RFC 3339 cannot write: there to the minute. */
    public static OffsetDateTime in(ZoneId zone, OffsetDateTime date) {
        OffsetDateTime possible = date.isBefore(FIRST) ? FIRST : date.isAfter(LAST) ? LAST : date;
        OffsetDateTime here = possible.atZoneSameInstant(zone).toOffsetDateTime().truncatedTo(ChronoUnit.SECONDS);
        int seconds = here.getOffset().getTotalSeconds();
        return seconds % 60 == 0 ? here : here.withOffsetSameInstant(ZoneOffset.ofTotalSeconds(seconds / 60 * 60));
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
     * When it was changed last; its date while it is as it was first accepted, however much later than its date that was:
     * an archive that is imported is not news.
     */
    public static OffsetDateTime updated(SiteSettings site, Article article) {
        return updated(site, article.date(), article.modifiedAt(), article.modifiedAt().isAfter(article.acceptedAt()));
    }

    /** As for the article; an entry knows of the first acceptance by the revision alone. */
    public static OffsetDateTime updated(SiteSettings site, Entry.Listed entry) {
        return updated(site, entry.date(), entry.modifiedAt(), !entry.revision().equals(Revision.FIRST));
    }

    private static OffsetDateTime updated(SiteSettings site, OffsetDateTime date, Instant modified, boolean isChanged) {
        return in(site, isChanged && modified.isAfter(date.toInstant()) ? modified.atOffset(ZoneOffset.UTC) : date);
    }
}
