package org.dibao.cli.jekyll;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dibao.cli.site.FrontMatter;
import org.dibao.cli.site.OwnAddresses;
import org.dibao.cli.site.SiteFile;
import org.dibao.cli.site.SiteFile.Kind;
import org.dibao.cli.site.Values;
import org.dibao.cli.site.Yaml;
import org.jspecify.annotations.Nullable;

/** Posts, pages and the documents of collections, with the front matter that the site's settings give them. */
final class JekyllArticles {
    /** A larger text is sent as it is, without the front matter that the site's settings give it: it is refused anyway. */
    private static final int MAX_TEXT = 4 * 1024 * 1024;

    private static final int MAX_FOR_TEMPLATES = 1024 * 1024;
    private static final Pattern POST_NAME = Pattern.compile("\\d{2,4}-\\d{1,2}-\\d{1,2}-.+");

    private final JekyllConfig config;
    private final Collections collections;
    private final Defaults defaults;

    JekyllArticles(JekyllConfig config, Collections collections) {
        this.config = config;
        this.collections = collections;
        this.defaults = new Defaults(config);
    }

    SiteFile post(Path file, String name) throws IOException {
        if (!JekyllSite.isText(name)) {
            return SiteFile.leftOut(file, name, "no article, among the posts");
        }
        List<String> parts = List.of(name.split("/"));
        int posts = Math.max(parts.indexOf(JekyllSite.POSTS.getFirst()), -1);
        boolean draft = posts < 0;
        Map<String, @Nullable Object> fields = Map.of();
        try {
            fields = read(file).map(FrontMatter::fields).orElse(fields);
        } catch (Yaml.Fault e) {
            return SiteFile.of(file, name, draft ? Kind.DRAFT : Kind.POST); // the server says what is wrong
        }
        boolean hidden = parts.stream().anyMatch(part -> part.startsWith("_") && !JekyllSite.POSTS.contains(part));
        if (hidden) {
            return SiteFile.leftOut(file, name, "in a folder that Jekyll does not look into");
        }
        if (!draft && !POST_NAME.matcher(parts.getLast()).matches() && !fields.containsKey("date")) {
            SiteFile noPost = SiteFile.leftOut(file, name, "no post: its name does not begin with a date");
            return Files.size(file) > MAX_FOR_TEMPLATES ? noPost : noPost.as(Kind.FOR_TEMPLATES);
        }
        Map<String, @Nullable Object> added = missing(fields, defaults.of(collections.within(name), "posts"));
        Object layout = fields.containsKey("layout") ? fields.get("layout") : added.get("layout");
        if ("page".equals(layout)) { // it is in the listings and feeds all the same
            added.put("layout", "post");
        }
        return SiteFile.of(file, name, draft ? Kind.DRAFT : Kind.POST).with(added);
    }

    /** Null if it has no front matter. */
    @Nullable
    SiteFile document(Path file, String name, JekyllConfig.Collection collection) throws IOException {
        FrontMatter front;
        try {
            front = JekyllSite.isText(name) ? read(file).orElse(null) : null;
        } catch (Yaml.Fault e) {
            return SiteFile.leftOut(file, name, "its front matter cannot be read: " + e.getMessage());
        }
        if (front == null) {
            return null;
        }
        Map<String, @Nullable Object> added =
                missing(front.fields(), defaults.of(collections.within(name), collection.label()));
        String below = collections.within(name).substring(collection.label().length() + 2);
        String address = Addresses.ofDocument(below, collection, Values.merged(front.fields(), added));
        return address == null
                ? SiteFile.leftOut(file, name, "its address cannot be told: " + collection.permalink())
                : article(file, name, Kind.DOCUMENT, front, added, address);
    }

    /** Null if it has no front matter. */
    @Nullable
    SiteFile page(Path file, String name) throws IOException {
        FrontMatter front;
        try {
            front = read(file).orElse(null);
        } catch (Yaml.Fault e) {
            return SiteFile.leftOut(file, name, "its front matter cannot be read: " + e.getMessage());
        }
        if (front == null) {
            return null;
        }
        Map<String, @Nullable Object> added = missing(front.fields(), defaults.of(name, "pages"));
        String permalink = Values.text(Values.merged(front.fields(), added).get("permalink"));
        String address = Addresses.ofPage(name, permalink, config);
        String listing = PageText.listing(front.body());
        if (listing != null && !listing.equals(address) && !front.fields().containsKey("redirect_to")) {
            added.put("redirect_to", listing);
        }
        return article(file, name, Kind.PAGE, front, added, address);
    }

    private static SiteFile article(
            Path file, String name, Kind kind, FrontMatter front, Map<String, @Nullable Object> added, String address) {
        if (OwnAddresses.isOwn(address)) {
            return SiteFile.own(file, name, address);
        }
        if (Values.text(front.fields().get("title")) == null && Values.text(added.get("title")) == null) {
            added.put("title", PageText.title(name, front.body()));
        }
        added.put("layout", "page");
        added.put("permalink", address);
        return new SiteFile(file, name, kind, "", address, added);
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
        return Files.size(file) > MAX_TEXT ? Optional.empty() : FrontMatter.of(JekyllSite.text(file));
    }
}
