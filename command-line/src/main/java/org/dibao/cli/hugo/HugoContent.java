package org.dibao.cli.hugo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.dibao.cli.site.Article;
import org.dibao.cli.site.ExportedArticles;
import org.dibao.cli.site.FolderWalk;
import org.dibao.cli.site.OwnAddresses;
import org.dibao.cli.site.PageLinks;
import org.dibao.cli.site.SiteFile;
import org.dibao.cli.site.SiteFile.Kind;
import org.dibao.cli.site.Values;
import org.dibao.cli.site.Yaml;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What is in {@code content} and {@code static}: articles with their addresses, and the files beside them. */
final class HugoContent implements FolderWalk.Rules {
    private static final String CONTENT = "content/";
    private static final Pattern TEXT = Pattern.compile(".*\\.(?:md|markdown|mdown|html?)", Pattern.CASE_INSENSITIVE);
    private static final Pattern OTHER_MARKUP =
            Pattern.compile(".*\\.(?:org|adoc|asciidoc|ad|rst|pandoc|pdc)", Pattern.CASE_INSENSITIVE);
    private static final Set<String> FOLDERS = Set.of("content", "static");
    private static final int MAX_TEXT = 4 * 1024 * 1024;

    private final HugoConfig config;
    private final HugoAddresses addresses;
    private final ExportedArticles exported;
    private final Map<String, Draft> drafts = new LinkedHashMap<>();
    private final Map<String, ObjectNode> documents = new LinkedHashMap<>();
    private final Set<String> unknown = new TreeSet<>();
    /** Addresses of bundles, by their folders below content. */
    private final Map<String, List<String>> bundles = new HashMap<>();

    /** An article that is read, before the addresses of all others are known. */
    private record Draft(String name, HugoAddresses.Page page, HugoText text, String address, boolean isPage) {}

    /** @param exported what Dibao itself noted of files */
    HugoContent(HugoConfig config, ExportedArticles exported) {
        this.config = config;
        this.addresses = new HugoAddresses(config);
        this.exported = exported;
    }

    Map<String, ObjectNode> documents() {
        return documents;
    }

    List<String> notes() {
        return unknown.isEmpty()
                ? List.of()
                : List.of(
                        "shortcodes that are not known here leave what is between them: " + String.join(", ", unknown));
    }

    List<SiteFile> read(Path root, int maxFiles) throws IOException, Yaml.Fault {
        List<SiteFile> found = FolderWalk.of(root, maxFiles, this);
        List<SiteFile> files = new ArrayList<>();
        Map<String, String> places = places();
        for (SiteFile file : found) {
            Draft draft = drafts.get(file.name());
            if (draft != null) {
                documents.put(file.name(), exported.articles().getOrDefault(file.name(), document(draft, places)));
            }
            boolean beside = file.kind() == Kind.ASSET && file.name().startsWith(CONTENT);
            files.addAll(beside ? beside(file) : List.of(file));
        }
        return List.copyOf(files);
    }

    /** Addresses by names below content, with and without extension and {@code index}. */
    private Map<String, String> places() {
        Map<String, String> places = new HashMap<>();
        drafts.values().forEach(draft -> {
            String name = draft.name().substring(CONTENT.length()).toLowerCase(Locale.ROOT);
            String plain = name.replaceFirst("\\.[^./]+$", "");
            for (String key : List.of(
                    name,
                    plain,
                    plain.replaceFirst("/index(?:\\.[a-z-]+)?$", ""),
                    plain.replaceFirst("/index$", ""),
                    last(plain.replaceFirst("/index$", "")),
                    last(name))) {
                places.putIfAbsent(key, draft.address());
            }
        });
        return places;
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** A file of a bundle is at the bundle's address, in each of its languages; others are at their paths. */
    private List<SiteFile> beside(SiteFile file) {
        String below = file.name().substring(CONTENT.length());
        for (int slash = below.lastIndexOf('/'); slash > 0; slash = below.lastIndexOf('/', slash - 1)) {
            String rest = below.substring(slash + 1);
            List<SiteFile> there = bundles.getOrDefault(below.substring(0, slash), List.of()).stream()
                    .map(address -> SiteFile.asset(
                            file.file(), address.substring(1, address.lastIndexOf('/') + 1) + rest, file.name()))
                    .toList();
            if (!there.isEmpty()) {
                return there;
            }
        }
        return List.of(SiteFile.asset(file.file(), below, file.name()));
    }

    @Override
    public @Nullable String whyNotInto(String name) {
        if (name.indexOf('/') < 0 && !FOLDERS.contains(name)) {
            return name.startsWith(".")
                    ? "hidden"
                    : "part of the site's theme, or what is made of it: Dibao has its own pages";
        }
        return last(name).startsWith(".") && !name.startsWith("static/") ? "hidden" : null;
    }

    @Override
    public SiteFile file(Path file, String name) throws IOException {
        if (name.startsWith("static/")) {
            String path = name.substring("static/".length());
            return path.equals("_redirects")
                    ? SiteFile.leftOut(file, name, "read for its redirects")
                    : OwnAddresses.isOwn("/" + path)
                            ? SiteFile.leftOut(file, name, "Dibao has its own at /" + path)
                            : SiteFile.asset(file, path, name);
        }
        if (!name.startsWith(CONTENT)) {
            return SiteFile.leftOut(file, name, "no content");
        }
        String last = last(name);
        if (last.startsWith(".")) {
            return SiteFile.leftOut(file, name, "hidden");
        }
        if (OTHER_MARKUP.matcher(last).matches()) {
            return SiteFile.leftOut(file, name, "neither Markdown nor HTML");
        }
        return TEXT.matcher(last).matches() && Files.size(file) <= MAX_TEXT
                ? article(file, name)
                : SiteFile.asset(file, name, name);
    }

    private SiteFile article(Path file, String name) throws IOException {
        HugoText text;
        try {
            text = HugoText.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (Yaml.Fault e) {
            return SiteFile.leftOut(file, name, "its front matter cannot be read: " + e.getMessage());
        }
        HugoAddresses.Page page = page(name, text.fields());
        if (page.stem().equals("_index")) {
            return SiteFile.leftOut(file, name, "a listing: Dibao makes its own");
        }
        String address = addresses.of(page);
        if (OwnAddresses.isOwn(address)) {
            return SiteFile.own(file, name, address);
        }
        boolean isPage = page.folders().isEmpty() || Values.text(text.fields().get("date")) == null;
        isPage |= "page".equals(Values.map(text.fields().get("params")).get("layout"));
        if (page.bundle()) {
            String folder = name.substring(CONTENT.length(), name.lastIndexOf('/'));
            bundles.computeIfAbsent(folder, _ -> new ArrayList<>()).add(address);
        }
        drafts.put(name, new Draft(name, page, text, address, isPage));
        return new SiteFile(file, name, isPage ? Kind.PAGE : Kind.POST, "", address, Map.of());
    }

    private HugoAddresses.Page page(String name, Map<String, @Nullable Object> fields) {
        List<String> folders =
                new ArrayList<>(List.of(name.substring(CONTENT.length()).split("/")));
        String stem = folders.removeLast().replaceFirst("\\.[^.]+$", "");
        String language = null;
        for (String key : config.languages().keySet()) {
            if (stem.endsWith("." + key)) {
                language = key;
                stem = stem.substring(0, stem.length() - key.length() - 1);
            }
            String folder = config.text("languages", key, "contentdir");
            if (folder != null && name.startsWith(folder.replaceFirst("/?$", "/"))) {
                language = key;
                folders.subList(
                                0,
                                Math.min(
                                        folders.size(),
                                        folder.replaceFirst("^content/?", "").isEmpty()
                                                ? 0
                                                : folder.replaceFirst("^content/", "")
                                                        .split("/")
                                                        .length))
                        .clear();
            }
        }
        boolean bundle = stem.equals("index") && !folders.isEmpty();
        return new HugoAddresses.Page(List.copyOf(folders), stem, bundle, language, fields).resolved();
    }

    private ObjectNode document(Draft draft, Map<String, String> places) {
        Shortcodes codes = new Shortcodes(page -> places.get(page.toLowerCase(Locale.ROOT)
                .replaceFirst("^/", "")
                .replaceFirst("#.*", "")
                .replaceFirst("/$", "")));
        String body = codes.replaced(draft.text().body());
        unknown.addAll(codes.unknown());
        boolean html = draft.name().toLowerCase(Locale.ROOT).matches(".*\\.html?");
        String own = Article.id(draft.name().substring(CONTENT.length()).replaceFirst("(?:/index)?\\.[^./]+$", ""));
        Article article = new Article(exported.ids().getOrDefault(draft.name(), own));
        String language = draft.page().language();
        HugoFields.map(draft.text().fields(), article, draft.address());
        return article.with("permalink", draft.address())
                .with("layout", draft.isPage() ? "page" : null)
                .with("title", title(draft))
                .with("lang", language == null ? null : config.tag(language))
                .body(
                        html ? "html" : "markdown",
                        Article.literal(PageLinks.toPages(body, folder(draft.name()), places)))
                .json();
    }

    private static String folder(String name) {
        String below = name.substring(CONTENT.length());
        return below.substring(0, below.lastIndexOf('/') + 1);
    }

    private static String title(Draft draft) {
        String title = Values.text(draft.text().fields().get("title"));
        return title == null ? draft.page().stem().replace('-', ' ') : title;
    }
}
