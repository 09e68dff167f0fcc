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
import org.dibao.cli.site.Article;
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
    private static final String SOURCE = "source/";
    private static final String POSTS = "source/_posts/";
    private static final String DRAFTS = "source/_drafts/";
    private static final Pattern TEXT =
            Pattern.compile("(.*)\\.(?:md|markdown|mkd|mkdn?|mdown|html?)", Pattern.CASE_INSENSITIVE);
    private static final Pattern DATED = Pattern.compile("(?:.*/)?(\\d{4}-\\d{1,2}-\\d{1,2})-.+");
    private static final int MAX_TEXT = 4 * 1024 * 1024;
    private static final Set<String> LISTINGS = Set.of("categories", "tags", "archives");
    /** Without a meaning outside of Hexo, or taken elsewhere. */
    private static final Set<String> GONE =
            Set.of("title", "permalink", "id", "body", "format", "layout", "type", "comments", "published");

    private final Map<String, @Nullable Object> config;
    private final HexoAddresses addresses;
    private final Map<String, Draft> drafts = new LinkedHashMap<>();

    private record Draft(
            String name, String address, Map<String, @Nullable Object> fields, String body, String date, Kind kind) {}

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

    /** Categories, of which those below one another are a list in a list. */
    static List<String> names(@Nullable Object value) {
        return value instanceof List<?> list
                ? list.stream().flatMap(item -> names(item).stream()).distinct().toList()
                : Values.texts(value);
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
        return OwnAddresses.isOwn("/" + path)
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
            Optional<Draft> post = drafts.values().stream()
                    .filter(draft -> draft.name().replaceFirst("\\.[^.]+$", "").equals(folder))
                    .findFirst();
            if (post.isPresent()) {
                return SiteFile.asset(
                        file, folder(post.get().address()).substring(1) + name.substring(slash + 1), name);
            }
        }
        return SiteFile.leftOut(file, name, "beside no post");
    }

    private static String folder(String address) {
        return address.substring(0, address.lastIndexOf('/') + 1);
    }

    /** Null if it has no front matter. */
    private @Nullable SiteFile article(Path file, String name, String stem) throws IOException {
        FrontMatter front;
        try {
            front = FrontMatter.of(begun(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)))
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
        drafts.put(name, new Draft(name, address, fields, front.body(), date, kind));
        return new SiteFile(file, name, kind, "", address, Map.of());
    }

    /** Hexo needs no line before the front matter. */
    private static String begun(String text) {
        return !FrontMatter.begins(text) && text.matches("(?s)\\A\\w+:.*?^---\\s*$.*".replace("(?s)", "(?sm)"))
                ? "---\n" + text
                : text;
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
            String stem = draft.name().replaceFirst("\\.[^.]+$", "");
            posts.putIfAbsent(stem.substring(stem.lastIndexOf('/') + 1), draft.address());
            posts.putIfAbsent(stem.replaceFirst("^source/_posts/", ""), draft.address());
        });
        Map<String, ObjectNode> documents = new LinkedHashMap<>();
        drafts.forEach((name, draft) -> documents.put(name, document(draft, posts)));
        return documents;
    }

    private ObjectNode document(Draft draft, Map<String, String> posts) {
        String below = draft.name()
                .substring(SOURCE.length())
                .replaceFirst("\\.[^.]+$", "")
                .replaceFirst("^_(?:posts|drafts)/", "");
        Article article = new Article(Article.id(draft.kind() == Kind.PAGE ? "page." + below : below));
        draft.fields().forEach((name, value) -> map(name, value, article));
        String title = Values.text(draft.fields().get("title"));
        boolean hidden = draft.kind() == Kind.DRAFT
                || Boolean.FALSE.equals(draft.fields().get("published"));
        String body = new HexoTags(posts, folder(draft.address())).replaced(draft.body());
        boolean html = draft.name().matches(".*\\.html?");
        return article.with(
                        "title",
                        title == null
                                ? below.substring(below.lastIndexOf('/') + 1).replace('-', ' ')
                                : title)
                .with("date", draft.date())
                .with("permalink", draft.address())
                .with("layout", draft.kind() == Kind.PAGE ? "page" : null)
                .with("draft", hidden)
                .body(html ? "html" : "markdown", Article.literal(body))
                .json();
    }

    private static void map(String name, @Nullable Object value, Article article) {
        switch (name) {
            case "updated", "lastmod" -> article.with("modified", Values.text(value));
            case "categories", "category" -> article.with("categories", names(value));
            case "tags", "tag" -> article.with("tags", names(value));
            case "author", "authors" -> article.with("authors", Values.texts(value));
            case "excerpt", "description", "summary" -> article.with("excerpt", Values.text(value));
            case "lang", "language" -> article.with("lang", Values.text(value));
            case "cover", "thumbnail", "index_img", "banner", "photos", "top_img" -> {
                String picture = Values.texts(value).stream().findFirst().orElse("");
                if (picture.matches("(?:/|https?://).*")) {
                    article.with("image", picture);
                }
            }
            case "top", "sticky", "pin" ->
                article.with(
                        "pinned", value instanceof Number weight ? weight.intValue() > 0 : Boolean.TRUE.equals(value));
            case "alias", "aliases", "redirect_from" ->
                article.with("redirect_from", new ArrayList<>(Values.texts(value)));
            case "date" -> {}
            default -> {
                if (!GONE.contains(name)) {
                    article.own(name, value);
                }
            }
        }
    }

    List<String> notes() {
        Set<String> unknown = new TreeSet<>();
        for (Draft draft : drafts.values()) {
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
