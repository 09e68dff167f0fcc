package org.dibao.ingest.liquid;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.dibao.ingest.fields.Refused;
import org.dibao.ingest.frontmatter.FrontMatterLimits;
import org.dibao.ingest.frontmatter.YamlFile;
import org.dibao.liquid.Unknown;
import org.jspecify.annotations.Nullable;

/**
 * What the templates of a Jekyll site's posts may ask for: the values of {@code _config.yml}, the files in {@code _data}
 * and {@code _includes}, and those beside the posts. A file is read when a template first asks for it; one that
 * comes after a template has asked for any is not known. For one thread at a time.
 */
public final class SiteFiles {
    /** Jekyll's own variables, which are made of the whole site. */
    private static final Set<String> MADE = Set.of(
            "posts",
            "pages",
            "html_pages",
            "html_files",
            "static_files",
            "collections",
            "documents",
            "related_posts",
            "categories",
            "tags",
            "time");

    private static final Pattern WANTED =
            Pattern.compile("(?:.*/)?(?:_config\\.yml|_data/.+\\.(?:ya?ml|json|csv|tsv)|_includes/.+)");
    private static final Pattern HIDDEN = Pattern.compile("(?:.*/)?\\..*");
    private static final String DATA = "_data/";
    private static final int DEPTH = 32;
    private static final int ALIASES = 1000;

    /** The articles and pages of the whole site, as {@code dibao import} sends them: lists by the variables' names. */
    private static final String INDEX = "_data/dibao-site.json";

    private final Map<String, byte[]> files = new TreeMap<>();
    private final Map<String, String> pages = new HashMap<>();
    private final SiteFileSettings settings;
    private final Set<String> problems = new LinkedHashSet<>();
    private String root = "";
    private long size;
    private int values;
    private long state;
    private @Nullable Map<String, Object> config;
    private @Nullable DataFolder data;
    private @Nullable Map<String, Object> index;

    public SiteFiles(SiteFileSettings settings) {
        this.settings = settings;
    }

    /** Those of an article that comes without its site. */
    public static SiteFiles none() {
        return new SiteFiles(SiteFileSettings.DEFAULT);
    }

    /** Whether templates may ask for a file of that name wherever it stands; those beside posts are not told by their names. */
    public static boolean isWanted(String name) {
        return WANTED.matcher(name).matches() && !HIDDEN.matcher(name).matches();
    }

    /** Whether there is room for a file; if not, templates learn that some are missing. */
    public boolean hasRoom(long more) {
        boolean room = size + more <= settings.maxSize().toBytes();
        if (!room) {
            problems.add(
                    "the files that templates ask for are larger than dibao.ingest.site-files.max-size allows together, "
                            + settings.maxSize().toBytes() + " bytes: some are not known");
        }
        return room;
    }

    /** Takes a file if there is room for it. */
    public void add(String name, byte[] content) {
        if (hasRoom(content.length)) {
            byte[] before = files.put(name, content);
            if (content.length > 0) {
                state = 31 * (31 * state + name.hashCode()) + Arrays.hashCode(content);
            }
            size += content.length - (before == null ? 0 : before.length);
        }
    }

    /** Whether there is anything that a template could find. */
    public boolean isKnown() {
        return state != 0;
    }

    /** What tells these files from others that were there before: the same articles with other files are not the same. */
    public String state() {
        return Long.toHexString(state);
    }

    /** @param folder where the site begins, without a slash at its end; empty for where the names begin */
    public void root(String folder) {
        root = folder.isEmpty() ? "" : folder + "/";
    }

    /** What could not be read so far, and why. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    @Nullable
    String include(String name) {
        return text("_includes/" + name);
    }

    /** @param path of the file that asks, below the site */
    @Nullable
    String beside(String path, String name) {
        return text(path.substring(0, path.lastIndexOf('/') + 1) + name);
    }

    private @Nullable String text(String path) {
        byte[] content = files.get(root + path);
        return content == null ? null : new String(content, StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    /** A variable of the site: null if its settings do not have it, {@link Unknown} if nobody can tell. */
    @Nullable
    Object variable(String name) {
        if (name.equals("data") && files.keySet().stream().anyMatch(file -> file.startsWith(root + DATA))) {
            return data();
        }
        Object made = MADE.contains(name) || isCollection(config(), name) ? made(name) : null;
        if (made != null) {
            return made;
        }
        Map<String, Object> known = config();
        return known.containsKey(name) || !known.isEmpty() && !MADE.contains(name) && !isCollection(known, name)
                ? known.get(name)
                : new Unknown("site." + name);
    }

    /** What is made of the whole site, as far as the site has told of it. */
    private @Nullable Object made(String name) {
        Map<String, Object> all = index();
        boolean grouped = name.equals("categories") || name.equals("tags");
        if (!grouped || !(all.get("posts") instanceof List<?> posts)) {
            return all.get(name);
        }
        Map<String, List<Object>> groups = new LinkedHashMap<>();
        for (Object post : posts) {
            if (post instanceof Map<?, ?> fields && fields.get(name) instanceof List<?> terms) {
                terms.forEach(term -> groups.computeIfAbsent(String.valueOf(term), _ -> new ArrayList<>())
                        .add(post));
            }
        }
        return groups;
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> index() {
        if (index == null) {
            index = read(INDEX) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
        }
        return index;
    }

    /**
     * Notes a page, to which templates of what comes after it may link.
     *
     * @param path    of its file, below the site
     * @param address that its front matter gives it
     */
    public void page(String path, String address) {
        if (pages.size() < settings.maxValues()) {
            pages.put(path, address);
        }
    }

    /** The address of a page that has been noted; null for another. */
    @Nullable
    String address(String path) {
        return pages.get(path);
    }

    private static boolean isCollection(Map<String, Object> config, String name) {
        Object collections = config.get("collections");
        return name.equals("data")
                || collections instanceof Map<?, ?> map && map.containsKey(name)
                || collections instanceof List<?> list && list.contains(name);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> config() {
        if (config == null) {
            config = read("_config.yml") instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
        }
        return config;
    }

    private DataFolder data() {
        if (data == null) {
            DataFolder all = new DataFolder(this::read);
            for (String file : files.keySet()) {
                if (file.startsWith(root + DATA)) {
                    String path = file.substring(root.length());
                    all.add(path, path.substring(DATA.length()));
                }
            }
            data = all;
        }
        return data;
    }

    private @Nullable Object read(String path) {
        String text = text(path);
        if (text == null) {
            return null;
        }
        try {
            if (path.endsWith(".csv") || path.endsWith(".tsv")) {
                DataTable table =
                        DataTable.read(text, path.endsWith(".csv") ? ',' : '\t', settings.maxValues() - values);
                values += table.size();
                return table.rows();
            }
            var limits = new FrontMatterLimits(text.length() + 1, DEPTH, ALIASES, settings.maxValues() - values);
            YamlFile file = YamlFile.read(text, limits);
            values += file.size();
            return file.value();
        } catch (Refused e) {
            problems.add(path + ": " + e.problem().detail());
            return null;
        }
    }
}
