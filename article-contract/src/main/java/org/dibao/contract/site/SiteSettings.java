package org.dibao.contract.site;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a site is, changed by {@code PUT /api/site} through the log like all else. Absent fields take their defaults.
 *
 * @param title       shown on every page; default {@code Dibao}
 * @param description one sentence about the site; default empty
 * @param language    BCP 47; default {@code zh-CN}
 * @param baseUrl     scheme and host of the site's address, without a slash at the end; default {@code http://localhost:8080}
 * @param timeZone    for dates without an offset, for paths and for display; default {@code Asia/Shanghai}
 * @param permalink   Jekyll's pattern or one of its styles; default {@code /:categories/:year/:month/:day/:title.html}
 * @param pageSize    articles on a listing page, 1 to 100; default 20
 */
public record SiteSettings(
        String title,
        String description,
        String language,
        String baseUrl,
        String timeZone,
        String permalink,
        int pageSize) {
    public static final SiteSettings DEFAULT = new SiteSettings(null, null, null, null, null, null, 0);

    /** @throws IllegalArgumentException with the field's name and what is wrong with it */
    public SiteSettings(
            @Nullable String title,
            @Nullable String description,
            @Nullable String language,
            @Nullable String baseUrl,
            @Nullable String timeZone,
            @Nullable String permalink,
            int pageSize) {
        this.title = title == null || title.isBlank() ? "Dibao" : title.strip();
        this.description = description == null ? "" : description.strip();
        this.language = language == null || language.isBlank() ? "zh-CN" : language(language.strip());
        this.baseUrl = baseUrl == null || baseUrl.isBlank() ? "http://localhost:8080" : baseUrl.strip().replaceFirst("/+$", "");
        this.timeZone = timeZone == null || timeZone.isBlank() ? "Asia/Shanghai" : timeZone.strip();
        this.permalink = permalink == null || permalink.isBlank() ? Permalink.JEKYLL_DEFAULT : permalink.strip();
        this.pageSize = pageSize == 0 ? 20 : pageSize;
        check(this.title.length() <= 200, "title: at most 200 characters");
        check(this.description.length() <= 1000, "description: at most 1000 characters");
        check(this.baseUrl.matches("https?://[^/\\s?#\"<>]+"), "baseUrl: http:// or https:// and a host, without a path");
        try {
            ZoneId.of(this.timeZone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("timeZone: a zone of the IANA database, as Asia/Shanghai", e);
        }
        Permalink.check(this.permalink);
        check(this.pageSize >= 1 && this.pageSize <= 100, "pageSize: 1 to 100");
    }

    public ZoneId zone() {
        return ZoneId.of(timeZone);
    }

    private static String language(String tag) {
        try {
            return new Locale.Builder().setLanguageTag(tag).build().toLanguageTag();
        } catch (IllformedLocaleException e) {
            throw new IllegalArgumentException("language: a BCP 47 tag, as zh-CN or en", e);
        }
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
