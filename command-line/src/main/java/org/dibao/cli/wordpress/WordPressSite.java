package org.dibao.cli.wordpress;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.dibao.cli.site.Article;
import org.dibao.cli.site.OwnAddresses;
import org.dibao.cli.site.ReadSite;
import org.dibao.cli.site.SiteFile;
import org.dibao.cli.site.SiteFile.Kind;
import org.dibao.cli.site.SiteSettings;
import org.dibao.cli.site.Yaml;
import org.dibao.cli.wordpress.Export.Item;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A site that WordPress exported. */
record WordPressSite(
        Path root,
        Export export,
        List<SiteFile> files,
        Map<String, ObjectNode> documents,
        List<Redirect> redirects,
        List<String> notes)
        implements ReadSite {
    private static final String QUERY = "an address with a query: let the web server in front of the site redirect it";

    static WordPressSite read(Path root, List<Path> exports, int maxFiles) throws IOException, Yaml.Fault {
        Export export = Export.read(exports);
        if (export.items.size() > maxFiles) {
            throw new Yaml.Fault("it has more than " + maxFiles + " items: allow more with --max-files");
        }
        return new Reading(root, exports.getFirst(), export).site();
    }

    @Override
    public String settingsName() {
        return "the export";
    }

    @Override
    public SiteSettings settings(Clock clock) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        Map<String, String> site = export.site;
        put(patch, "title", site.get("title"));
        put(patch, "description", site.get("description"));
        put(patch, "language", site.get("language"));
        URI address = address(site.getOrDefault("base_blog_url", site.getOrDefault("link", "")));
        if (address != null) {
            patch.put("baseUrl", address.getScheme() + "://" + address.getRawAuthority());
        }
        return new SiteSettings(patch, notes);
    }

    private static void put(ObjectNode patch, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            patch.put(name, value.strip().replaceAll("\\s+", " "));
        }
    }

    private static @Nullable URI address(String text) {
        try {
            URI uri = URI.create(text.strip());
            return uri.getHost() == null ? null : uri;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static final class Reading {
        private final Path root;
        private final Path file;
        private final Export export;
        private final String base;
        private final List<SiteFile> files = new ArrayList<>();
        private final Map<String, ObjectNode> documents = new LinkedHashMap<>();
        private final List<Redirect> redirects = new ArrayList<>();
        private final Map<String, String> pictures = new HashMap<>();
        private final Set<String> unknown = new TreeSet<>();
        private final Set<String> taken = new LinkedHashSet<>();
        private int comments;

        Reading(Path root, Path file, Export export) {
            this.root = root;
            this.file = file;
            this.export = export;
            this.base = export.site.getOrDefault("base_blog_url", "").strip();
        }

        WordPressSite site() {
            export.items.stream()
                    .filter(item -> item.text("post_type").equals("attachment"))
                    .forEach(this::attachment);
            export.items.stream()
                    .filter(item -> !item.text("post_type").equals("attachment"))
                    .forEach(this::item);
            List<String> notes = new ArrayList<>();
            if (comments > 0) {
                notes.add(comments + " comments are left out: Dibao has none");
            }
            if (!unknown.isEmpty()) {
                notes.add("shortcodes of plugins are left out, and what is between them stays: "
                        + String.join(", ", unknown));
            }
            return new WordPressSite(root, export, List.copyOf(files), documents, redirects, List.copyOf(notes));
        }

        /** Its bytes are in the folder of uploads beside the export, if anywhere. */
        private void attachment(Item item) {
            String url = item.text("attachment_url");
            String path = path(url);
            pictures.put(item.text("post_id"), path);
            String name = "attachment " + item.text("post_id");
            int uploads = path.indexOf("/uploads/");
            Path found = null;
            for (String place : List.of(path.substring(1), uploads < 0 ? "" : path.substring(uploads + 1))) {
                Path here = root.resolve(place).normalize();
                if (!place.isEmpty() && here.startsWith(root) && Files.isRegularFile(here)) {
                    found = here;
                }
            }
            files.add(
                    found == null
                            ? SiteFile.leftOut(
                                    file, name + ": " + url, "its file is not in uploads beside the export", path)
                            : SiteFile.asset(found, path.substring(1), name));
            if (!item.text("link").contains("?")) {
                files.add(SiteFile.leftOut(file, name, "a page of a file", path(item.text("link"))));
            }
        }

        private void item(Item item) {
            String type = item.text("post_type");
            String id = item.text("post_id");
            String name = type + " " + id;
            String status = item.text("status");
            comments += item.comments();
            if (!type.equals("post") && !type.equals("page")) {
                files.add(SiteFile.leftOut(file, name, "neither a post nor a page: " + type));
                return;
            }
            if (status.equals("trash")
                    || status.equals("auto-draft")
                    || !item.text("post_password").isBlank()) {
                files.add(SiteFile.leftOut(file, name, "in the bin, empty, or behind a password"));
                return;
            }
            boolean page = type.equals("page");
            boolean draft = !status.equals("publish") && !status.equals("future");
            String address = address(item, page);
            if (OwnAddresses.isOwn(address) || !taken.add(address) && !draft) {
                files.add(SiteFile.leftOut(file, name, "Dibao, or another article, has its own page there", address));
                return;
            }
            files.add(new SiteFile(
                    file,
                    name,
                    draft ? Kind.DRAFT : page ? Kind.PAGE : Kind.POST,
                    "",
                    draft ? null : address,
                    Map.of()));
            documents.put(name, document(item, address, page, draft));
            if (!draft) {
                String query = page ? "/?page_id=" + id : "/?p=" + id;
                redirects.add(new Redirect(query, address, query + " " + address, QUERY));
            }
        }

        /** Of a site without addresses of its own, the name of the post. */
        private String address(Item item, boolean page) {
            String link = item.text("link").strip();
            boolean plain = link.isEmpty() || link.contains("?") || path(link).equals("/");
            String slug = decoded(item.text("post_name"));
            return plain
                    ? "/" + (slug.isEmpty() ? (page ? "page-" : "post-") + item.text("post_id") : slug) + "/"
                    : path(link);
        }

        private ObjectNode document(Item item, String address, boolean page, boolean draft) {
            PostHtml html = new PostHtml(pictures);
            String body = html.of(item.text("encoded"));
            unknown.addAll(html.unknown());
            String title = item.text("title").replaceAll("\\s+", " ").strip();
            String date = item.text("post_date_gmt").startsWith("0000")
                            || item.text("post_date_gmt").isEmpty()
                    ? item.text("post_date")
                    : item.text("post_date_gmt") + " +0000";
            String thumbnail = pictures.get(item.meta().getOrDefault("_thumbnail_id", ""));
            String creator = item.text("creator");
            return new Article("wp-" + item.text("post_id"))
                    .with("title", title.isEmpty() ? "#" + item.text("post_id") : text(title))
                    .with("date", date.startsWith("0000") ? null : date)
                    .with("permalink", draft ? null : address)
                    .with("layout", page ? "page" : null)
                    .with("draft", draft)
                    .with("categories", page ? null : categories(item))
                    .with("tags", names(item, "post_tag"))
                    .with("authors", creator.isBlank() ? null : List.of(export.authors.getOrDefault(creator, creator)))
                    .with("excerpt", text(item.text("excerpt").strip()))
                    .with("image", thumbnail)
                    .with("pinned", item.text("is_sticky").equals("1"))
                    .body("html", Article.literal(local(body)))
                    .json();
        }

        /** Each with those above it, the uppermost first. */
        private List<String> categories(Item item) {
            Set<String> names = new LinkedHashSet<>();
            for (Export.Term term : item.terms()) {
                if (term.domain().equals("category")) {
                    List<String> above = new ArrayList<>();
                    Export.Category category = export.categories.get(term.slug());
                    while (category != null
                            && above.size() < 10
                            && !category.parent().isEmpty()) {
                        category = export.categories.get(category.parent());
                        if (category != null) {
                            above.addFirst(text(category.name()));
                        }
                    }
                    names.addAll(above);
                    names.add(text(term.name()));
                }
            }
            names.remove("Uncategorized");
            return List.copyOf(names);
        }

        private static List<String> names(Item item, String domain) {
            return item.terms().stream()
                    .filter(term -> term.domain().equals(domain))
                    .map(term -> text(term.name()))
                    .distinct()
                    .toList();
        }

        /** Links to the site begin at its root. */
        private String local(String html) {
            if (base.isEmpty()) {
                return html;
            }
            String bare = base.replaceFirst("^https?://", "");
            return html.replace("https://" + bare + "/", "/").replace("http://" + bare + "/", "/");
        }

        private String path(String address) {
            try {
                String path = URI.create(address.strip().replace(" ", "%20")).getRawPath();
                return path == null || path.isEmpty() ? "/" : decoded(path);
            } catch (IllegalArgumentException e) {
                return "/";
            }
        }

        private static String decoded(String text) {
            try {
                return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                return text;
            }
        }

        /** Titles and names are HTML there. */
        private static String text(String html) {
            return html.replaceAll("<[^>]*>", "")
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&quot;", "\"")
                    .replace("&#039;", "'")
                    .replace("&#8217;", "’")
                    .replace("&nbsp;", " ")
                    .replace("&amp;", "&");
        }
    }
}
