package org.dibao.ingest.article;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.dibao.contract.event.Problem;
import org.dibao.contract.site.Appearance;
import org.dibao.contract.site.FeedSettings;
import org.dibao.contract.site.Imprint;
import org.dibao.contract.site.ImprintBuilder;
import org.dibao.contract.site.MenuItem;
import org.dibao.contract.site.Permalink;
import org.dibao.contract.site.RootFile;
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
    private static final int MAX_TEXT = SiteSettings.MAX_URL;
    private static final int MAX_JSON_TEXT = 1 << 20;
    private static final String NAMES =
            "title, description, language, baseUrl, timeZone, permalink, pageSize, categories, tags,"
                    + " authors, formerHosts, menu, feed, look, imprint, logo, publisher, files";

    private static final Pattern CONTACT = Pattern.compile("(?im)^Contact: *(?:mailto:|tel:|https:)\\S+ *$");
    private static final Pattern EXPIRES = Pattern.compile(
            "(?im)^Expires: *[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]+)?(?:Z|[+-][0-9]{2}:[0-9]{2}) *$");
    private static final Pattern OVERRIDE = Pattern.compile("[\\u202D\\u202E]");

    private final JsonValues json;
    private final FileLimits limits;

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
        this.limits = limits;
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
        return object("", json.read(body), NAMES, this::settings);
    }

    private SiteSettings settings(Fields fields) {
        SiteSettingsBuilder site = SiteSettings.builder();
        ifGiven(line(fields, "title"), site::title);
        ifGiven(line(fields, "description"), site::description);
        ifGiven(language(fields), site::language);
        ifGiven(baseUrl(fields), site::baseUrl);
        ifGiven(line(fields, "timeZone"), site::timeZone);
        ifGiven(permalink(fields), site::permalink);
        site.pageSize(number(fields, "pageSize", "1 to 100"));
        ifGiven(terms(fields, "categories"), site::categories);
        ifGiven(terms(fields, "tags"), site::tags);
        ifGiven(terms(fields, "authors"), site::authors);
        site.formerHosts(fields.items("formerHosts", SiteSettings.MAX_FORMER_HOSTS, MAX_TEXT));
        site.menu(menu(fields));
        ifGiven(part(fields, "feed", "content, size, jekyllIdsBefore", SiteReader::feed), site::feed);
        ifGiven(part(fields, "look", "indent, groupHeadings, accent", SiteReader::look), site::look);
        ifGiven(
                part(fields, "imprint", "icp, publicSecurity, licence, reportPhone, copyright", SiteReader::imprint),
                site::imprint);
        site.logo(address(fields, "logo"));
        site.publisher(line(fields, "publisher"));
        ifGiven(files(fields), site::files);
        return site.build();
    }

    /** A setting that is not given keeps its default. */
    private static <T> void ifGiven(@Nullable T value, Consumer<T> setting) {
        if (value != null) {
            setting.accept(value);
        }
    }

    /** One line that reads as written: without characters that reverse the direction of the text around it. */
    private static @Nullable String line(Fields fields, String name) {
        String line = fields.line(name, MAX_TEXT);
        if (line != null && OVERRIDE.matcher(line).find()) {
            throw Refused.field(
                    name,
                    name
                            + " contains a character that reverses the direction of writing (U+202D or U+202E): leave"
                            + " it out");
        }
        return line;
    }

    /** A line with an address; the settings themselves check the rest. */
    private static @Nullable String address(Fields fields, String name) {
        String line = line(fields, name);
        return line == null ? null : AddressFields.resource(name, line);
    }

    /** Checked here and not by the settings themselves: those in the log stay as they were accepted. */
    private static @Nullable String language(Fields fields) {
        String tag = line(fields, "language");
        return tag == null ? null : Languages.checked("language", tag);
    }

    private static @Nullable String baseUrl(Fields fields) {
        String url = address(fields, "baseUrl");
        return url == null ? null : BaseUrl.normal(url);
    }

    private static @Nullable String permalink(Fields fields) {
        String pattern = line(fields, "permalink");
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
        mapping(name, given).members().forEach((slug, value) -> {
            if (!Fields.isNothing(value)) {
                terms.put(
                        Fields.wellFormed(name, slug),
                        object(
                                name + "." + slug,
                                value,
                                "name, description, mergedInto",
                                it -> new Term(line(it, "name"), line(it, "description"), line(it, "mergedInto"))));
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
            menu.add(object(
                    "menu[" + menu.size() + "]",
                    link,
                    "title, href",
                    it -> new MenuItem(orEmpty(line(it, "title")), orEmpty(address(it, "href")))));
        }
        return menu;
    }

    private @Nullable Map<String, String> files(Fields fields) {
        Value given = fields.take("files");
        if (given == null || Fields.isNothing(given)) {
            return null;
        }
        Map<String, String> files = new LinkedHashMap<>();
        mapping("files", given).members().forEach((name, value) -> {
            if (!(value instanceof Value.Scalar file)) {
                throw Refused.field("files." + name, "files." + name + ": the file's text");
            }
            if (!file.text().isEmpty()) {
                files.put(Fields.wellFormed("files", name), checked(name, Fields.wellFormed("files", file.text())));
            }
        });
        if (files.size() > limits.files()) {
            throw Refused.field(
                    "files",
                    "files: " + files.size() + " are too many; the setting dibao.ingest.limits.site-files allows "
                            + limits.files());
        }
        return files;
    }

    private String checked(String name, String text) {
        String field = "files." + name;
        if (text.length() > limits.chars()) {
            throw Refused.field(
                    field,
                    field + ": the text is too long; the setting dibao.ingest.limits.site-file-chars allows "
                            + limits.chars() + " characters");
        }
        if (name.equals(RootFile.SECURITY)
                && !(CONTACT.matcher(text).find() && EXPIRES.matcher(text).find())) {
            throw Refused.field(
                    field,
                    field
                            + ": it needs a line Contact: with an address, such as mailto:security@example.com, and a line"
                            + " Expires: with a time, such as 2027-12-31T23:59:00Z (RFC 9116)");
        }
        return text;
    }

    private static FeedSettings feed(Fields fields) {
        String content = line(fields, "content");
        FeedSettings.Content read = switch (content) {
            case null -> null;
            case "full" -> FeedSettings.Content.FULL;
            case "excerpt" -> FeedSettings.Content.EXCERPT;
            default -> throw Refused.field("content", "content: " + Quoted.of(content) + " is not full or excerpt");
        };
        return new FeedSettings(
                read, number(fields, "size", "1 to " + FeedSettings.MAX_SIZE), line(fields, "jekyllIdsBefore"));
    }

    private static Appearance look(Fields fields) {
        return new Appearance(
                Boolean.TRUE.equals(fields.truth("indent")),
                Boolean.TRUE.equals(fields.truth("groupHeadings")),
                line(fields, "accent"));
    }

    private static Imprint imprint(Fields fields) {
        return ImprintBuilder.builder()
                .icp(line(fields, "icp"))
                .publicSecurity(line(fields, "publicSecurity"))
                .licence(line(fields, "licence"))
                .reportPhone(line(fields, "reportPhone"))
                .copyright(line(fields, "copyright"))
                .build();
    }

    private static <T> @Nullable T part(Fields fields, String name, String members, Function<Fields, T> read) {
        Value given = fields.take(name);
        return given == null || Fields.isNothing(given) ? null : object(name, given, members, read);
    }

    /** Reads all of an object's members; errors name the path to the member, from the outside in. */
    private static <T> T object(String name, Value value, String members, Function<Fields, T> read) {
        Fields fields = new Fields(mapping(name, value));
        T object;
        try {
            object = read.apply(fields);
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            int colon = message.indexOf(": ");
            throw within(name, colon > 0 ? message.substring(0, colon) : "", message);
        } catch (Refused e) {
            throw name.isEmpty()
                    ? e
                    : within(
                            name,
                            String.valueOf(e.problem().field()),
                            e.problem().detail());
        }
        if (!fields.names().isEmpty()) {
            String unknown = new TreeSet<>(fields.names()).getFirst();
            throw Refused.field(
                    name.isEmpty() ? unknown : name + "." + unknown,
                    OwnFields.unknown(
                            "unknown setting " + Quoted.of(unknown) + (name.isEmpty() ? "" : " in " + name),
                            unknown,
                            List.of(members.split(", ")),
                            "The settings" + (name.isEmpty() ? "" : " in " + name) + " are " + members));
        }
        return object;
    }

    private static Refused within(String name, String field, String detail) {
        String whole = name.isEmpty() || field.isEmpty() ? name + field : name + "." + field;
        return whole.isEmpty()
                ? Refused.field("body", detail)
                : Refused.field(whole, name.isEmpty() ? detail : name + "." + detail);
    }

    private static Value.Mapping mapping(String name, Value value) {
        if (!(value instanceof Value.Mapping mapping)) {
            throw Refused.field(name, name + ": it is not an object; write one, such as {\"name\": \"…\"}");
        }
        return mapping;
    }

    private static int number(Fields fields, String name, String range) {
        String given = line(fields, name);
        if (given == null) {
            return 0;
        }
        if (!given.matches("[1-9][0-9]{0,2}")) {
            throw Refused.field(name, name + ": " + Quoted.of(given) + " is not a whole number from " + range);
        }
        return Integer.parseInt(given);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
