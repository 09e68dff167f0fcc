package org.dibao.cli.hugo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.dibao.cli.site.FolderWalk;
import org.dibao.cli.site.OwnAddresses;
import org.dibao.cli.site.SiteFile;
import org.dibao.cli.site.SiteFile.Kind;
import org.dibao.cli.site.Values;
import org.dibao.cli.site.Yaml;
import org.jspecify.annotations.Nullable;

/** What becomes of what is in {@code content} and {@code static}. */
final class HugoContent implements FolderWalk.Rules {
    private static final String CONTENT = HugoArticles.CONTENT;
    private static final Pattern TEXT = Pattern.compile(".*\\.(?:md|markdown|mdown|html?)", Pattern.CASE_INSENSITIVE);
    private static final Pattern OTHER_MARKUP =
            Pattern.compile(".*\\.(?:org|adoc|asciidoc|ad|rst|pandoc|pdc)", Pattern.CASE_INSENSITIVE);
    private static final Set<String> FOLDERS = Set.of("content", "static");
    private static final int MAX_TEXT = 4 * 1024 * 1024;

    private final HugoConfig config;
    private final HugoAddresses addresses;
    private final HugoArticles articles;
    private final HugoSections sections;
    /** Addresses of bundles, by their folders below content. */
    private final Map<String, List<String>> bundles = new HashMap<>();

    HugoContent(HugoConfig config, HugoArticles articles) {
        this.config = config;
        this.addresses = new HugoAddresses(config);
        this.articles = articles;
        this.sections = new HugoSections(addresses, articles);
    }

    /** What a reader of the report has to know. */
    List<String> notes() {
        return sections.notes();
    }

    List<SiteFile> read(Path root, int maxFiles) throws IOException, Yaml.Fault {
        List<SiteFile> files = new ArrayList<>();
        for (SiteFile file : FolderWalk.of(root, maxFiles, this)) {
            boolean beside = file.kind() == Kind.ASSET && file.name().startsWith(CONTENT);
            if (!sections.has(file.name())) {
                files.addAll(beside ? beside(file) : List.of(file));
            }
        }
        files.addAll(sections.files(root.resolve(CONTENT)));
        return List.copyOf(files);
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
        HugoConfig.Folder in = config.folder(file.name());
        String rest = in == null ? below : file.name().substring(in.path().length());
        String prefix = in == null ? "" : addresses.prefix(in.language());
        return List.of(SiteFile.asset(file.file(), (prefix + "/" + rest).substring(1), file.name()));
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
                    : OwnAddresses.isOwnOfFiles("/" + path)
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
        if (config.folder(name) == null) {
            return SiteFile.leftOut(file, name, "in no folder of content");
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
        if (config.isDisabled(page.language())) {
            return SiteFile.leftOut(file, name, "in a language that is disabled");
        }
        if (page.stem().equals("_index")) {
            return sections.add(new HugoSections.Section(file, name, page.folders(), page.language(), text));
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
        articles.add(new HugoArticles.Draft(name, page, text, address, isPage));
        return new SiteFile(file, name, isPage ? Kind.PAGE : Kind.POST, "", address, Map.of());
    }

    private HugoAddresses.Page page(String name, Map<String, @Nullable Object> fields) {
        HugoConfig.Folder in = Objects.requireNonNull(config.folder(name));
        List<String> folders =
                new ArrayList<>(List.of(name.substring(in.path().length()).split("/")));
        String stem = folders.removeLast().replaceFirst("\\.[^.]+$", "");
        String language = in.language();
        for (String key : config.languages().keySet()) {
            if (stem.endsWith("." + key)) {
                language = key;
                stem = stem.substring(0, stem.length() - key.length() - 1);
            }
        }
        boolean bundle = stem.equals("index") && !folders.isEmpty();
        return new HugoAddresses.Page(List.copyOf(folders), stem, bundle, language, fields).resolved();
    }
}
