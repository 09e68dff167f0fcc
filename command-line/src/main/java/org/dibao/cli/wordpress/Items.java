package org.dibao.cli.wordpress;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dibao.cli.site.OwnAddresses;
import org.dibao.cli.site.ReadSite;
import org.dibao.cli.site.SiteFile;
import org.dibao.cli.site.SiteFile.Kind;
import org.dibao.cli.wordpress.Export.Item;
import tools.jackson.databind.node.ObjectNode;

/** Reads what an export has, item by item. */
final class Items {

    private final Path root;
    private final Path file;
    private final Export export;
    private final Articles articles;
    private final List<SiteFile> files = new ArrayList<>();
    private final Map<String, ObjectNode> documents = new LinkedHashMap<>();
    private final List<ReadSite.Redirect> redirects = new ArrayList<>();
    private final Map<String, String> pictures = new HashMap<>();
    private final Set<String> taken = new LinkedHashSet<>();
    private int comments;

    Items(Path root, Path file, Export export) {
        this.root = root;
        this.file = file;
        this.export = export;
        this.articles = new Articles(export, pictures);
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
            notes.add((comments == 1 ? "1 comment is" : comments + " comments are") + " left out: Dibao has none");
        }
        if (!articles.unknown().isEmpty()) {
            notes.add("shortcodes of plugins are left out, and what is between them stays: "
                    + String.join(", ", articles.unknown()));
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
        boolean page = type.equals("page");
        String why = "in the bin, empty, or behind a password";
        if (status.equals("trash") || status.equals("auto-draft")) {
            files.add(SiteFile.leftOut(file, name, why));
            return;
        }
        if (!item.text("post_password").isBlank()) {
            files.add(SiteFile.leftOut(file, name, why, address(item, page)));
            return;
        }
        boolean draft = !status.equals("publish") && !status.equals("future");
        String address = address(item, page);
        if (OwnAddresses.isOwn(address) || !taken.add(address) && !draft) {
            files.add(SiteFile.leftOut(file, name, "Dibao, or another article, has its own page there", address));
            return;
        }
        files.add(new SiteFile(
                file, name, draft ? Kind.DRAFT : page ? Kind.PAGE : Kind.POST, "", draft ? null : address, Map.of()));
        documents.put(name, articles.document(item, address, page, draft));
        if (!draft) {
            String query = page ? "/?page_id=" + id : "/?p=" + id;
            redirects.add(new ReadSite.Redirect(query, address, query + " " + address, ""));
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

    private String path(String address) {
        try {
            String path = URI.create(address.strip().replace(" ", "%20")).getRawPath();
            return path == null || path.isEmpty() ? "/" : decoded(path.replaceAll("/{2,}", "/"));
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
}
