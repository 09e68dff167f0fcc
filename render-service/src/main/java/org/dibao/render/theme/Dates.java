package org.dibao.render.theme;

import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.dibao.contract.site.SiteSettings;

/** Dates as pages show them: in the site's zone, to the minute; for machines with the offset and to the second. */
final class Dates {
    private final ZoneId zone;
    private final DateTimeFormatter whole;
    private final DateTimeFormatter brief;

    Dates(SiteSettings site, Texts texts) {
        this.zone = site.zone();
        this.whole = DateTimeFormatter.ofPattern(texts.get("date"), texts.locale());
        this.brief = DateTimeFormatter.ofPattern(texts.get("date.short"), texts.locale());
    }

    Map<String, Object> of(OffsetDateTime date) {
        OffsetDateTime here = date.atZoneSameInstant(zone).toOffsetDateTime();
        return Map.of("iso", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(here),
                "text", whole.format(here), "short", brief.format(here));
    }
}
