package org.dibao.ingest.article;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.dibao.contract.event.Problem;
import org.dibao.contract.site.Appearance;
import org.dibao.contract.site.FeedSettings;
import org.dibao.contract.site.Imprint;
import org.dibao.contract.site.ImprintBuilder;
import org.dibao.contract.site.MenuItem;
import org.dibao.contract.site.Permalink;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.site.SiteSettingsBuilder;
import org.dibao.contract.site.Term;
import org.dibao.contract.text.Quoted;
import org.dibao.ingest.fields.Fields;
import org.dibao.ingest.fields.JsonValues;
import org.dibao.ingest.fields.Refused;
import org.dibao.ingest.fields.Value;
import org.jspecify.annotations.Nullable;

/** Reads a site's settings from JSON. Absent settings take their defaults; an unknown setting is refused. */
public final class SiteReader {
    private static final int MAX_JSON_TEXT = 1 << 20;
    private static final String NAMES =
            "title, description, language, baseUrl, timeZone, permalink, pageSize, categories, tags,"
                    + " authors, formerHosts, menu, feed, look, imprint, logo, publisher, files";

    private final JsonValues json;
    private final SiteFilesReader siteFiles;

    /**
     * How large the site's own files may be.
     *
     * @param files how many
     * @param chars of one file
     */
    public record FileLimits(int files, int chars) {
        public static final FileLimits DEFAULT = new FileLimits(20, 65_536);
    }

    public SiteReader() {
        this(FileLimits.DEFAULT);
    }

    public SiteReader(FileLimits limits) {
        this.siteFiles = new SiteFilesReader(limits);
        // One more, so that a file that is too long is named.
        this.json = new JsonValues(
                4, Math.max(MAX_JSON_TEXT, limits.chars() + 1), "{\"title\": \"River Gazette\", \"language\": \"en\"}");
    }

    /** @throws Refused with the setting's name, such as {@code feed.size}, if one is not valid */
    public SiteSettings read(byte[] body) {
        try {
            return settings(body);
        } catch (Refused e) {
            Problem problem = e.problem();
            throw problem.type() != Problem.Type.INVALID || problem.field() == null
                    ? e
                    : new Refused(Problem.of(Problem.Type.INVALID_SITE, problem.field(), problem.detail()));
        }
    }

    private SiteSettings settings(byte[] body) {
        return SettingObjects.object("", json.read(body), NAMES, this::settings);
    }

    private SiteSettings settings(Fields fields) {
        SiteSettingsBuilder site = SiteSettings.builder();
        ifGiven(SettingFields.line(fields, "title"), site::title);
        ifGiven(SettingFields.line(fields, "description"), site::description);
        ifGiven(language(fields), site::language);
        ifGiven(baseUrl(fields), site::baseUrl);
        ifGiven(SettingFields.line(fields, "timeZone"), site::timeZone);
        ifGiven(permalink(fields), site::permalink);
        site.pageSize(SettingFields.number(fields, "pageSize", "1 to 100"));
        ifGiven(terms(fields, "categories"), site::categories);
        ifGiven(terms(fields, "tags"), site::tags);
        ifGiven(terms(fields, "authors"), site::authors);
        site.formerHosts(fields.items("formerHosts", SiteSettings.MAX_FORMER_HOSTS, SettingFields.MAX_TEXT));
        site.menu(menu(fields));
        ifGiven(SettingObjects.part(fields, "feed", "content, size, jekyllIdsBefore", SiteReader::feed), site::feed);
        ifGiven(SettingObjects.part(fields, "look", "indent, groupHeadings, accent", SiteReader::look), site::look);
        ifGiven(
                SettingObjects.part(
                        fields, "imprint", "icp, publicSecurity, licence, reportPhone, copyright", SiteReader::imprint),
                site::imprint);
        site.logo(SettingFields.address(fields, "logo"));
        site.publisher(SettingFields.line(fields, "publisher"));
        ifGiven(siteFiles.read(fields), site::files);
        return site.build();
    }

    /** A setting that is not given keeps its default. */
    private static <T> void ifGiven(@Nullable T value, Consumer<T> setting) {
        if (value != null) {
            setting.accept(value);
        }
    }

    /** Checked here and not by the settings themselves: those in the log stay as they were accepted. */
    private static @Nullable String language(Fields fields) {
        String tag = SettingFields.line(fields, "language");
        return tag == null ? null : Languages.checked("language", tag);
    }

    private static @Nullable String baseUrl(Fields fields) {
        String url = SettingFields.address(fields, "baseUrl");
        return url == null ? null : BaseUrl.normal(url);
    }

    private static @Nullable String permalink(Fields fields) {
        String pattern = SettingFields.line(fields, "permalink");
        if (pattern == null) {
            return null;
        }
        // Checked here and not by the settings themselves: those in the log stay as they were accepted.
        Permalink.checkOfSite(pattern);
        return Permalink.normal(pattern);
    }

    private static @Nullable Map<String, Term> terms(Fields fields, String name) {
        Value given = fields.take(name);
        if (given == null || Fields.isNothing(given)) {
            return null;
        }
        Map<String, Term> terms = new LinkedHashMap<>();
        SettingObjects.mapping(name, given).members().forEach((slug, value) -> {
            if (!Fields.isNothing(value)) {
                terms.put(
                        Fields.wellFormed(name, slug),
                        SettingObjects.object(
                                name + "." + slug,
                                value,
                                "name, description, mergedInto",
                                it -> new Term(
                                        SettingFields.line(it, "name"),
                                        SettingFields.line(it, "description"),
                                        SettingFields.line(it, "mergedInto"))));
            }
        });
        return terms;
    }

    private static @Nullable List<MenuItem> menu(Fields fields) {
        Value given = fields.take("menu");
        if (given == null || Fields.isNothing(given)) {
            return null;
        }
        if (!(given instanceof Value.Sequence links)) {
            throw Refused.field(
                    "menu",
                    "menu: it is not a list; write a list of links, such as [{\"title\": \"…\", \"href\":"
                            + " \"/about.html\"}]");
        }
        List<MenuItem> menu = new ArrayList<>();
        for (Value link : links.items()) {
            // The link itself refuses an absent title or href.
            menu.add(SettingObjects.object(
                    "menu[" + menu.size() + "]",
                    link,
                    "title, href",
                    it -> new MenuItem(
                            SettingFields.orEmpty(SettingFields.line(it, "title")),
                            SettingFields.orEmpty(SettingFields.address(it, "href")))));
        }
        return menu;
    }

    private static FeedSettings feed(Fields fields) {
        String content = SettingFields.line(fields, "content");
        FeedSettings.Content read = switch (content) {
            case null -> null;
            case "full" -> FeedSettings.Content.FULL;
            case "excerpt" -> FeedSettings.Content.EXCERPT;
            default -> throw Refused.field("content", "content: " + Quoted.of(content) + " is not full or excerpt");
        };
        return new FeedSettings(
                read,
                SettingFields.number(fields, "size", "1 to " + FeedSettings.MAX_SIZE),
                SettingFields.line(fields, "jekyllIdsBefore"));
    }

    private static Appearance look(Fields fields) {
        return new Appearance(
                Boolean.TRUE.equals(fields.truth("indent")),
                Boolean.TRUE.equals(fields.truth("groupHeadings")),
                SettingFields.line(fields, "accent"));
    }

    private static Imprint imprint(Fields fields) {
        return ImprintBuilder.builder()
                .icp(SettingFields.line(fields, "icp"))
                .publicSecurity(SettingFields.line(fields, "publicSecurity"))
                .licence(SettingFields.line(fields, "licence"))
                .reportPhone(SettingFields.line(fields, "reportPhone"))
                .copyright(SettingFields.line(fields, "copyright"))
                .build();
    }
}
