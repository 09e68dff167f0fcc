package org.dibao.cli.hexo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dibao.cli.site.FolderWalk;
import org.dibao.cli.site.FrontMatter;
import org.dibao.cli.site.OwnAddresses;
import org.dibao.cli.site.SiteFile;
import org.dibao.cli.site.SiteFile.Kind;
import org.dibao.cli.site.Values;
import org.dibao.cli.site.Yaml;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What is in {@code source}: posts, drafts, pages and the files beside them. */
final class HexoContent implements FolderWalk.Rules {
    static final String SOURCE = "source/";
    private static final String POSTS = "source/_posts/";
    private static final String DRAFTS = "source/_drafts/";
    private static final Pattern TEXT =
            Pattern.compile("(.*)\\.(?:md|markdown|mkd|mkdn?|mdown|html?)", Pattern.CASE_INSENSITIVE);
    private static final Pattern DATED = Pattern.compile("(?:.*/)?(\\d{4}-\\d{1,2}-\\d{1,2})-.+");
    private static final int MAX_TEXT = 4 * 1024 * 1024;
    private static final Set<String> LISTINGS = Set.of("categories", "tags", "archives");
    private final Map<String, @Nullable Object> config;
    private final HexoAddresses addresses;
    private final Map<String, HexoArticle> drafts = new LinkedHashMap<>();

    HexoContent(Map<String, @Nullable Object> config) {
        this.config = config;
        this.addresses = new HexoAddresses(config);
    }

    /** Where Dibao lists what a page of Hexo lists. */
    static String listing(String path) {
        return switch (path.replaceFirst("/(?:index\\.html)?$", "")) {
            case "/categories" -> "/categories.html";
            case "/tags" -> "/tags.html";
            case "/archives" -> "/archive.html";
            default -> path;
        };
    }

    @Override
    public @Nullable String whyNotInto(String name) {
        if (name.equals("source") || name.equals("source/_posts") || name.equals("source/_drafts")) {
            return null;
        }
        if (!name.startsWith(SOURCE)) {
            return name.startsWith(".")
                    ? "hidden"
                    : "part of the site's theme, or what is made of it: Dibao has its own pages";
        }
        String last = name.substring(name.lastIndexOf('/') + 1);
        boolean special = last.startsWith("_") || last.startsWith(".");
        return special && !last.equals(".well-known") ? "a folder that Hexo does not look into" : null;
    }

    @Override
    public SiteFile file(Path file, String name) throws IOException {
        if (!name.startsWith(SOURCE)) {
            return SiteFile.leftOut(
                    file, name, name.equals(HexoDoor.CONFIG) ? "read for the site's settings" : "no content");
        }
        String last = name.substring(name.lastIndexOf('/') + 1);
        if (last.startsWith(".") || last.startsWith("_")) {
            return SiteFile.leftOut(file, name, last.equals("_redirects") ? "read for its redirects" : "hidden");
        }
        Matcher text = TEXT.matcher(name);
        if (text.matches() && Files.size(file) <= MAX_TEXT) {
            SiteFile article = article(file, name, text.group(1));
            if (article != null) {
                return article;
            }
        }
        if (name.startsWith(POSTS)) {
            return SiteFile.asset(file, name, name);
        }
        String path = name.substring(SOURCE.length());
        return OwnAddresses.isOwnOfFiles("/" + path)
                ? SiteFile.leftOut(
                        file,
                        name,
                        path.equals("CNAME") ? "read for the site's address" : "Dibao has its own at /" + path)
                : SiteFile.asset(file, path, name);
    }

    /** Where a file is that was found among the posts: at the address of the post whose folder it is in. */
    SiteFile placed(SiteFile found) {
        String name = found.name();
        if (found.kind() != Kind.ASSET || !name.startsWith(POSTS)) {
            return found;
        }
        Path file = found.file();
        for (int slash = name.lastIndexOf('/'); slash >= POSTS.length(); slash = name.lastIndexOf('/', slash - 1)) {
            String folder = name.substring(0, slash);
            Optional<HexoArticle> post = drafts.values().stream()
                    .filter(draft -> draft.stem().equals(folder))
                    .findFirst();
            if (post.isPresent()) {
                return SiteFile.asset(file, post.get().folder().substring(1) + name.substring(slash + 1), name);
            }
        }
        return SiteFile.leftOut(file, name, "beside no post");
    }

    /** Null if it has no front matter. */
    private @Nullable SiteFile article(Path file, String name, String stem) throws IOException {
        FrontMatter front;
        try {
            front = FrontMatter.begun(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
                    .orElse(null);
        } catch (Yaml.Fault e) {
            return SiteFile.leftOut(file, name, "its front matter cannot be read: " + e.getMessage());
        }
        if (front == null) {
            return null;
        }
        Map<String, @Nullable Object> fields = front.fields();
        boolean post = name.startsWith(POSTS);
        boolean draft = name.startsWith(DRAFTS);
        String date = date(fields, stem);
        String address;
        if (post || draft) {
            address = addresses.of(stem.substring((post ? POSTS : DRAFTS).length()), fields, date);
        } else {
            String own = Values.text(fields.get("permalink"));
            String path = own == null ? stem.substring(SOURCE.length()) + ".html" : own.replaceFirst("^/", "");
            address = ("/" + path).replaceFirst("/index\\.html$", "/");
            String type = Values.text(fields.get("type"));
            if (LISTINGS.contains(type == null ? "" : type)
                    || LISTINGS.contains(path.replaceFirst("/index\\.html$", ""))) {
                return SiteFile.leftOut(file, name, "a listing: Dibao has its own at " + listing(address), address);
            }
        }
        if (OwnAddresses.isOwn(address)) {
            return SiteFile.own(file, name, address);
        }
        Kind kind = draft ? Kind.DRAFT : post ? Kind.POST : Kind.PAGE;
        drafts.put(name, new HexoArticle(name, address, fields, front.body(), date, kind));
        return new SiteFile(file, name, kind, "", address, Map.of());
    }

    private static String date(Map<String, @Nullable Object> fields, String stem) {
        String date = Values.text(fields.get("date"));
        Matcher dated = DATED.matcher(stem);
        return date != null ? date : dated.matches() ? dated.group(1) : "";
    }

    /** The articles as JSON, by the names of their files. */
    Map<String, ObjectNode> documents() {
        Map<String, String> posts = new LinkedHashMap<>();
        drafts.values().forEach(draft -> {
            String stem = draft.stem();
            posts.putIfAbsent(stem.substring(stem.lastIndexOf('/') + 1), draft.address());
            posts.putIfAbsent(stem.replaceFirst("^source/_posts/", ""), draft.address());
        });
        Map<String, ObjectNode> documents = new LinkedHashMap<>();
        drafts.forEach((name, draft) -> documents.put(name, draft.json(posts)));
        return documents;
    }

    List<String> notes() {
        Set<String> unknown = new TreeSet<>();
        for (HexoArticle draft : drafts.values()) {
            HexoTags tags = new HexoTags(Map.of(), "/");
            tags.replaced(draft.body());
            unknown.addAll(tags.unknown());
        }
        List<String> notes = new ArrayList<>();
        if (!unknown.isEmpty()) {
            notes.add("tags that are not known here leave what is between them: " + String.join(", ", unknown));
        }
        return notes;
    }
}
