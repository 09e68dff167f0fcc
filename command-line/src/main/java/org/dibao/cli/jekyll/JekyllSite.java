package org.dibao.cli.jekyll;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dibao.cli.jekyll.SiteFile.Kind;
import org.jspecify.annotations.Nullable;

/**
 * All files of a Jekyll site, each with what becomes of it. Reads every text once and keeps none.
 *
 * @param root  where {@code _config.yml} is
 * @param files sorted by name
 */
public record JekyllSite(Path root, JekyllConfig config, List<SiteFile> files) {
    static final String CONFIG = "_config.yml";
    /** Netlify's and others' list of redirects. */
    public static final String REDIRECTS = "_redirects";
    /** A larger text is sent as it is, without the front matter that the site's settings give it: it is refused anyway. */
    private static final int MAX_TEXT = 4 * 1024 * 1024;

    private static final int MAX_ROOT_FILE = 64 * 1024;
    private static final int MAX_FOR_TEMPLATES = 1024 * 1024;
    private static final Pattern TEXT =
            Pattern.compile(".*\\.(?:md|markdown|mkdn?|mkdown|html?)", Pattern.CASE_INSENSITIVE);
    private static final Pattern DATA = Pattern.compile(".*\\.(?:ya?ml|json|csv|tsv)");
    private static final Pattern ROOT_FILE =
            Pattern.compile("(?:\\.well-known/)?[A-Za-z0-9][A-Za-z0-9._-]{0,90}\\.(?:txt|html|xml|json)");
    private static final Pattern POST_NAME = Pattern.compile("\\d{2,4}-\\d{1,2}-\\d{1,2}-.+");
    private static final List<String> THEME = List.of("_layouts", "_sass", "_plugins", "_site");
    private static final List<String> POSTS = List.of("_posts", "_drafts");
    private static final Pattern LISTING =
            Pattern.compile("\\{%-?\\s*for\\s+\\w+\\s+in\\s+(paginator\\.posts|site\\.(?:posts|categories|tags))\\b");
    private static final Pattern MARKUP = Pattern.compile("(?s)\\{%.*?%\\}|\\{\\{.*?\\}\\}|<[^>]*>|\\s+");
    /** Of a page that lists articles, characters of other text that make it a page of its own. */
    private static final int OWN_TEXT = 400;

    private static final Pattern HEADING = Pattern.compile("(?m)\\A\\s*#\\s+(.+?)\\s*#*$");

    /**
     * Reads a site.
     *
     * @param maxFiles how many files it may have
     * @throws Yaml.Fault if its settings cannot be read, or if it has too many files
     */
    public static JekyllSite read(Path root, int maxFiles) throws IOException, Yaml.Fault {
        return new Reading(root.toAbsolutePath().normalize()).site(maxFiles);
    }

    public Stream<SiteFile> of(Kind kind) {
        return files.stream().filter(file -> file.kind() == kind);
    }

    private static final class Reading {
        private final Path root;
        private final Path real;
        private final JekyllConfig config;
        private final EntryFilter filter;
        private final Defaults defaults;
        private final Map<String, JekyllConfig.Collection> collections;
        private final List<SiteFile> files = new ArrayList<>();

        Reading(Path root) throws IOException, Yaml.Fault {
            this.root = root;
            this.real = root.toRealPath();
            this.config = JekyllConfig.read(root.resolve(CONFIG));
            this.filter = new EntryFilter(config);
            this.defaults = new Defaults(config);
            this.collections = config.collections();
        }

        JekyllSite site(int maxFiles) throws IOException, Yaml.Fault {
            walk(root, "", maxFiles);
            return new JekyllSite(root, config, List.copyOf(files));
        }

        private void walk(Path folder, String below, int maxFiles) throws IOException, Yaml.Fault {
            List<Path> entries;
            try (Stream<Path> all = Files.list(folder)) {
                entries = all.sorted().toList();
            }
            for (Path entry : entries) {
                String name = below + entry.getFileName();
                if (Files.isSymbolicLink(entry) && !isWithin(entry)) {
                    add(SiteFile.leftOut(entry, name, "a link that leads out of the site's folder"));
                } else if (!Files.isDirectory(entry)) {
                    add(Files.isRegularFile(entry) ? file(entry, name) : SiteFile.leftOut(entry, name, "no file"));
                } else if (Files.isSymbolicLink(entry)) {
                    add(SiteFile.leftOut(entry, name + "/", "a link to a folder"));
                } else {
                    String why = whyNotInto(name);
                    if (why == null) {
                        walk(entry, name + "/", maxFiles);
                    } else {
                        add(SiteFile.leftOut(entry, name + "/", why));
                    }
                }
                if (files.size() > maxFiles) {
                    throw new Yaml.Fault("the site has more than " + maxFiles
                            + " files: give the folder that contains it alone, or allow more with --max-files");
                }
            }
        }

        private void add(SiteFile file) {
            files.add(file);
        }

        private boolean isWithin(Path link) {
            try {
                return link.toRealPath().startsWith(real);
            } catch (IOException e) {
                return false;
            }
        }

        /** Null if a folder is looked into. */
        private @Nullable String whyNotInto(String name) {
            String last = name.substring(name.lastIndexOf('/') + 1);
            if (THEME.contains(name) || name.equals(config.text("layouts_dir"))) {
                return "part of the site's theme or what is made of it: Dibao has its own pages";
            }
            if (name.equals("_data") || name.equals("_includes") || POSTS.contains(last) || isCollection(name)) {
                return null;
            }
            if (name.startsWith("_data/") || name.startsWith("_includes/")) {
                return last.startsWith(".") ? "hidden" : null;
            }
            if (filter.isExcluded(name, true)) {
                return "excluded by _config.yml";
            }
            if (name.equals(config.collectionsFolder())) {
                return null;
            }
            return filter.isSpecial(name, true) && !name.equals(".well-known")
                    ? last.startsWith(".") ? "hidden" : "a folder that Jekyll does not look into"
                    : null;
        }

        private boolean isCollection(String folder) {
            return collectionOf(folder + "/") != null;
        }

        private JekyllConfig.@Nullable Collection collectionOf(String name) {
            String below = withoutCollections(name);
            int slash = below.indexOf('/');
            return slash > 0 && below.startsWith("_") ? collections.get(below.substring(1, slash)) : null;
        }

        private String withoutCollections(String name) {
            String folder = config.collectionsFolder();
            return !folder.isEmpty() && name.startsWith(folder + "/") ? name.substring(folder.length() + 1) : name;
        }

        private SiteFile file(Path file, String name) throws IOException {
            String last = name.substring(name.lastIndexOf('/') + 1);
            if (name.equals(CONFIG)) {
                return SiteFile.of(file, name, Kind.FOR_TEMPLATES);
            }
            if (name.equals(REDIRECTS)) {
                return SiteFile.leftOut(file, name, "read for its redirects");
            }
            if (name.startsWith("_data/") || name.startsWith("_includes/")) {
                return forTemplates(file, name);
            }
            if (Stream.of(name.split("/")).anyMatch(POSTS::contains)) {
                return last.startsWith(".") ? SiteFile.leftOut(file, name, "hidden") : post(file, name);
            }
            JekyllConfig.Collection collection = collectionOf(name);
            if (collection != null) {
                return last.startsWith(".") ? SiteFile.leftOut(file, name, "hidden") : document(file, name, collection);
            }
            if (filter.isExcluded(name, false)) {
                return SiteFile.leftOut(file, name, "excluded by _config.yml");
            }
            if (name.startsWith(".well-known/") && ROOT_FILE.matcher(name).matches()) {
                return root(file, name);
            }
            if (filter.isSpecial(name, false)) {
                return SiteFile.leftOut(
                        file, name, last.startsWith(".") ? "hidden" : "a file that Jekyll does not look into");
            }
            return TEXT.matcher(last).matches() ? page(file, name) : other(file, name);
        }

        private SiteFile forTemplates(Path file, String name) throws IOException {
            if (name.substring(name.lastIndexOf('/') + 1).startsWith(".")) {
                return SiteFile.leftOut(file, name, "hidden");
            }
            if (name.startsWith("_data/") && !DATA.matcher(name).matches()) {
                return SiteFile.leftOut(file, name, "no YAML, JSON, CSV or TSV, so no template can ask for it");
            }
            return Files.size(file) > MAX_FOR_TEMPLATES
                    ? SiteFile.leftOut(file, name, "larger than 1 MiB, so templates do not know it")
                    : SiteFile.of(file, name, Kind.FOR_TEMPLATES);
        }

        private SiteFile post(Path file, String name) throws IOException {
            if (!TEXT.matcher(name).matches()) {
                return SiteFile.leftOut(file, name, "no article, among the posts");
            }
            List<String> parts = List.of(name.split("/"));
            int posts = Math.max(parts.indexOf(POSTS.getFirst()), -1);
            boolean draft = posts < 0;
            Map<String, @Nullable Object> fields = Map.of();
            try {
                fields = read(file).map(FrontMatter::fields).orElse(fields);
            } catch (Yaml.Fault e) {
                return SiteFile.of(file, name, draft ? Kind.DRAFT : Kind.POST); // the server says what is wrong
            }
            boolean hidden = parts.stream().anyMatch(part -> part.startsWith("_") && !POSTS.contains(part));
            if (hidden) {
                return SiteFile.leftOut(file, name, "in a folder that Jekyll does not look into");
            }
            if (!draft && !POST_NAME.matcher(parts.getLast()).matches() && !fields.containsKey("date")) {
                return Files.size(file) > MAX_FOR_TEMPLATES
                        ? SiteFile.leftOut(file, name, "no post: its name does not begin with a date")
                        : SiteFile.of(file, name, Kind.FOR_TEMPLATES);
            }
            Map<String, @Nullable Object> added = missing(fields, defaults.of(withoutCollections(name), "posts"));
            Object layout = fields.containsKey("layout") ? fields.get("layout") : added.get("layout");
            if ("page".equals(layout)) { // it is in the listings and feeds all the same
                added.put("layout", "post");
            }
            return SiteFile.of(file, name, draft ? Kind.DRAFT : Kind.POST).with(added);
        }

        private SiteFile document(Path file, String name, JekyllConfig.Collection collection) throws IOException {
            if (!collection.output()) {
                return SiteFile.leftOut(file, name, "of the collection " + collection.label() + ", which has no pages");
            }
            FrontMatter front;
            try {
                front = TEXT.matcher(name).matches() ? read(file).orElse(null) : null;
            } catch (Yaml.Fault e) {
                return SiteFile.leftOut(file, name, "its front matter cannot be read: " + e.getMessage());
            }
            if (front == null) {
                return asset(file, withoutCollections(name).substring(1), name);
            }
            Map<String, @Nullable Object> added =
                    missing(front.fields(), defaults.of(withoutCollections(name), collection.label()));
            String below = withoutCollections(name).substring(collection.label().length() + 2);
            String address = Addresses.ofDocument(below, collection, Values.merged(front.fields(), added));
            return address == null
                    ? SiteFile.leftOut(file, name, "its address cannot be told: " + collection.permalink())
                    : article(file, name, Kind.DOCUMENT, front, added, address);
        }

        private SiteFile page(Path file, String name) throws IOException {
            FrontMatter front;
            try {
                front = read(file).orElse(null);
            } catch (Yaml.Fault e) {
                return SiteFile.leftOut(file, name, "its front matter cannot be read: " + e.getMessage());
            }
            if (front == null) {
                return other(file, name);
            }
            Map<String, @Nullable Object> added = missing(front.fields(), defaults.of(name, "pages"));
            String permalink = Values.text(Values.merged(front.fields(), added).get("permalink"));
            String address = Addresses.ofPage(name, permalink, config);
            String listing = listing(front.body());
            if (listing != null && !listing.equals(address) && !front.fields().containsKey("redirect_to")) {
                added.put("redirect_to", listing);
            }
            return article(file, name, Kind.PAGE, front, added, address);
        }

        private static SiteFile article(
                Path file,
                String name,
                Kind kind,
                FrontMatter front,
                Map<String, @Nullable Object> added,
                String address) {
            if (Addresses.isOwn(address)) {
                return SiteFile.leftOut(file, name, "Dibao has its own page at " + address);
            }
            if (Values.text(front.fields().get("title")) == null && Values.text(added.get("title")) == null) {
                added.put("title", title(name, front.body()));
            }
            added.put("layout", "page");
            added.put("permalink", address);
            return new SiteFile(file, name, kind, "", address, added);
        }

        /** The address at which Dibao lists what a page lists and little else; null if it is another page. */
        private static @Nullable String listing(String body) {
            Matcher loop = LISTING.matcher(body);
            if (!loop.find() || MARKUP.matcher(body).replaceAll("").length() > OWN_TEXT) {
                return null;
            }
            return switch (loop.group(1)) {
                case "site.categories" -> "/categories.html";
                case "site.tags" -> "/tags.html";
                case "site.posts" -> "/archive.html";
                default -> "/";
            };
        }

        private static String title(String name, String body) {
            Matcher heading = HEADING.matcher(body);
            if (heading.find()) {
                return heading.group(1);
            }
            String stem = name.replaceFirst("/index\\.[^./]+$", "").replaceFirst("\\.[^./]+$", "");
            String words = stem.substring(stem.lastIndexOf('/') + 1)
                    .replaceAll("[-_]+", " ")
                    .strip();
            return words.isEmpty()
                    ? name
                    : words.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + words.substring(1);
        }

        private SiteFile other(Path file, String name) throws IOException {
            if (name.equals("CNAME")) {
                return SiteFile.leftOut(file, name, "read for the site's address");
            }
            if (name.equals("robots.txt")) {
                return SiteFile.leftOut(file, name, "Dibao has its own, which names the sitemaps");
            }
            if (!TEXT.matcher(name).matches() && hasFrontMatter(file)) {
                return SiteFile.leftOut(
                        file,
                        name,
                        name.matches(".*(?:feed|atom|rss|sitemap)[^/]*")
                                ? "Dibao makes its own feeds and sitemaps"
                                : "made by a template of the site's theme");
            }
            if (name.indexOf('/') < 0 && ROOT_FILE.matcher(name).matches()) {
                return root(file, name);
            }
            return asset(file, name, name);
        }

        private static SiteFile root(Path file, String name) throws IOException {
            if (Addresses.isOwn("/" + name)) {
                return SiteFile.leftOut(file, name, "Dibao has its own at /" + name);
            }
            return Files.size(file) > MAX_ROOT_FILE
                    ? asset(file, name, name)
                    : new SiteFile(file, name, Kind.ROOT_FILE, "", "/" + name, Map.of());
        }

        private static SiteFile asset(Path file, String path, String name) {
            return new SiteFile(file, name, Kind.ASSET, "", "/" + path, Map.of());
        }

        private static Map<String, @Nullable Object> missing(
                Map<String, @Nullable Object> fields, Map<String, @Nullable Object> defaults) {
            Map<String, @Nullable Object> missing = new LinkedHashMap<>();
            defaults.forEach((name, value) -> {
                if (!fields.containsKey(name)) {
                    missing.put(name, value);
                } else if (value instanceof Map<?, ?> map && fields.get(name) instanceof Map<?, ?> own) {
                    Map<String, @Nullable Object> both = Values.merged(Values.map(map), Values.map(own));
                    if (!both.equals(own)) {
                        missing.put(name, both);
                    }
                }
            });
            return missing;
        }

        private static Optional<FrontMatter> read(Path file) throws IOException, Yaml.Fault {
            return Files.size(file) > MAX_TEXT ? Optional.empty() : FrontMatter.of(text(file));
        }

        private static boolean hasFrontMatter(Path file) throws IOException {
            try (var in = Files.newInputStream(file)) {
                return FrontMatter.begins(new String(in.readNBytes(16), StandardCharsets.UTF_8));
            }
        }
    }

    /** The title of a page, from its front matter or what is added to it; null if it has none. */
    public static @Nullable String title(SiteFile page) {
        String added = Values.text(page.added().get("title"));
        try {
            String own = FrontMatter.of(text(page.file()))
                    .map(front -> Values.text(front.fields().get("title")))
                    .orElse(null);
            return own == null ? added : own;
        } catch (IOException | Yaml.Fault e) {
            return added;
        }
    }

    /** The text of a file; bytes that are not UTF-8 are replaced, so that the server's refusal names them. */
    static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    /**
     * What is sent for a file: its bytes, with the front matter that is added to it.
     *
     * @throws IOException if it cannot be read
     */
    public static byte[] content(SiteFile file) throws IOException {
        byte[] bytes = Files.readAllBytes(file.file());
        if (file.added().isEmpty()) {
            return bytes;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            FrontMatter front = FrontMatter.of(text).orElse(new FrontMatter(Map.of(), "---\n", "", "---\n" + text));
            return front.with(file.added()).getBytes(StandardCharsets.UTF_8);
        } catch (Yaml.Fault | CharacterCodingException e) {
            return bytes; // the server says what is wrong
        }
    }
}
