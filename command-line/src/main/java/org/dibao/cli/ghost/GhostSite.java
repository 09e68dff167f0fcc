package org.dibao.cli.ghost;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.dibao.cli.site.Article;
import org.dibao.cli.site.Counted;
import org.dibao.cli.site.FolderWalk;
import org.dibao.cli.site.OwnAddresses;
import org.dibao.cli.site.ReadSite;
import org.dibao.cli.site.SiteFile;
import org.dibao.cli.site.SiteFile.Kind;
import org.dibao.cli.site.SiteSettings;
import org.dibao.cli.site.Yaml;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A site that Ghost exported. */
record GhostSite(Path root, JsonNode data, List<SiteFile> files, Map<String, ObjectNode> documents, List<String> notes)
        implements ReadSite {
    private static final String CONTENT = "content";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    static GhostSite read(Path root, Path file, int maxFiles) throws IOException, Yaml.Fault {
        JsonNode export;
        try {
            export = MAPPER.readTree(Files.readAllBytes(file));
        } catch (JacksonException e) {
            throw new Yaml.Fault("the export is not whole JSON: " + e.getOriginalMessage());
        }
        JsonNode database = export.path("db").isArray() ? export.path("db").path(0) : export;
        Reading reading = new Reading(file, database.path("data"));
        GhostSite articles = reading.site(root);
        if (!Files.isDirectory(root.resolve(CONTENT))) {
            return articles;
        }
        List<SiteFile> all = new ArrayList<>(articles.files());
        all.addAll(FolderWalk.of(root.resolve(CONTENT), maxFiles, new FolderWalk.Rules() {
            @Override
            public @Nullable String whyNotInto(String name) {
                return name.matches("themes|data|settings|logs|public|adapters")
                        ? "no content of the site"
                        : name.matches(".*/size/.*|images/size") ? "pictures that Ghost made of others" : null;
            }

            @Override
            public SiteFile file(Path found, String name) {
                return name.matches("(?:images|media|files)/.*")
                        ? SiteFile.asset(found, CONTENT + "/" + name, CONTENT + "/" + name)
                        : SiteFile.leftOut(found, CONTENT + "/" + name, "no content of the site");
            }
        }));
        return new GhostSite(root, articles.data(), List.copyOf(all), articles.documents(), articles.notes());
    }

    @Override
    public String settingsName() {
        return "the export";
    }

    @Override
    public SiteSettings settings(Clock clock) {
        Map<String, String> given = new HashMap<>();
        data.path("settings")
                .forEach(setting -> given.put(
                        setting.path("key").asString(""), setting.path("value").asString("")));
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        Map.of("title", "title", "description", "description", "timezone", "timeZone", "locale", "language")
                .forEach((from, to) -> {
                    String text = given.getOrDefault(
                            from,
                            given.getOrDefault(from.equals("timezone") ? "active_timezone" : "default_locale", ""));
                    boolean own = given.containsKey(from) || from.equals("timezone") || from.equals("locale");
                    if (own && !text.isBlank()) {
                        patch.put(to, text.replaceAll("\\s+", " "));
                    }
                });
        return new SiteSettings(patch, notes);
    }

    private static final class Reading {
        private final Path file;
        private final JsonNode data;
        private final Map<String, String> tags = new HashMap<>();
        private final Map<String, String> users = new HashMap<>();
        private final Map<String, List<String>> tagsOf = new HashMap<>();
        private final Map<String, List<String>> authorsOf = new HashMap<>();
        private final Set<String> unknown = new TreeSet<>();
        private int forMembers;

        Reading(Path file, JsonNode data) {
            this.file = file;
            this.data = data;
            names("tags", tags);
            names("users", users);
            links("posts_tags", "tag_id", tags, tagsOf);
            links("posts_authors", "author_id", users, authorsOf);
        }

        private void names(String table, Map<String, String> names) {
            data.path(table).forEach(row -> names.put(text(row, "id"), text(row, "name")));
        }

        private void links(String table, String to, Map<String, String> names, Map<String, List<String>> of) {
            Stream<JsonNode> rows = data.path(table).valueStream();
            rows.sorted(Comparator.comparingInt(row -> row.path("sort_order").asInt(0)))
                    .forEach(row -> {
                        String name = names.get(text(row, to));
                        if (name != null) {
                            of.computeIfAbsent(text(row, "post_id"), _ -> new ArrayList<>())
                                    .add(name);
                        }
                    });
        }

        GhostSite site(Path root) {
            List<SiteFile> files = new ArrayList<>();
            Map<String, ObjectNode> documents = new LinkedHashMap<>();
            for (JsonNode post : data.path("posts")) {
                boolean page = text(post, "type").equals("page")
                        || post.path("page").asInt(0) == 1
                        || post.path("page").asBoolean(false);
                String name = (page ? "page " : "post ") + text(post, "slug");
                String address = "/" + text(post, "slug") + "/";
                if (OwnAddresses.isOwn(address) || documents.containsKey(name)) {
                    files.add(
                            SiteFile.leftOut(file, name, "Dibao, or another article, has its own page there", address));
                    continue;
                }
                boolean draft = !text(post, "status").matches("published|scheduled|sent");
                files.add(new SiteFile(
                        file, name, draft ? Kind.DRAFT : page ? Kind.PAGE : Kind.POST, "", address, Map.of()));
                documents.put(name, document(post, address, page, draft));
            }
            List<String> notes = new ArrayList<>();
            if (forMembers > 0) {
                notes.add(Counted.of(forMembers, "post was", "posts were")
                        + " for members only, and a draft here, since everybody could read it");
            }
            if (!unknown.isEmpty()) {
                notes.add("cards that have no equal here: " + String.join(", ", unknown));
            }
            return new GhostSite(root, data, List.copyOf(files), documents, List.copyOf(notes));
        }

        private ObjectNode document(JsonNode post, String address, boolean page, boolean draft) {
            String visibility = text(post, "visibility");
            boolean members = !visibility.isEmpty() && !visibility.equals("public");
            forMembers += members && !draft ? 1 : 0;
            Cards cards = new Cards();
            String html = text(post, "html");
            html = html.isBlank() ? cards.html(post) : html;
            unknown.addAll(cards.unknown());
            String id = text(post, "id");
            List<String> authors = authorsOf.get(id);
            String author = users.get(text(post, "author_id"));
            List<String> named = tagsOf.getOrDefault(id, List.of());
            return new Article("ghost-" + (text(post, "uuid").isEmpty() ? id : text(post, "uuid")))
                    .with("title", text(post, "title"))
                    .with("date", date(post, "published_at", "created_at"))
                    .with("modified", draft ? null : date(post, "updated_at", "updated_at"))
                    .with("permalink", address)
                    .with("layout", page ? "page" : null)
                    .with("draft", draft || members)
                    .with(
                            "tags",
                            named.stream().filter(tag -> !tag.startsWith("#")).toList())
                    .with(
                            "categories",
                            page
                                    ? null
                                    : named.stream()
                                            .filter(tag -> !tag.startsWith("#"))
                                            .limit(1)
                                            .toList())
                    .with("authors", authors != null ? authors : author == null ? null : List.of(author))
                    .with("excerpt", text(post, "custom_excerpt"))
                    .with(
                            "image",
                            here(
                                    text(post, "feature_image").isEmpty()
                                            ? text(post, "image")
                                            : text(post, "feature_image")))
                    .with("lang", text(post, "locale"))
                    .with(
                            "pinned",
                            post.path("featured").asInt(0) == 1
                                    || post.path("featured").asBoolean(false))
                    .with("canonical_url", text(post, "canonical_url"))
                    .body("html", Article.literal(here(html)))
                    .json();
        }

        private static String here(String text) {
            return text.replace("__GHOST_URL__", "");
        }

        /** Milliseconds, or a text in UTC. */
        private static @Nullable String date(JsonNode post, String name, String otherwise) {
            JsonNode date = post.path(name).isNull() || post.path(name).isMissingNode()
                    ? post.path(otherwise)
                    : post.path(name);
            if (date.isNumber()) {
                return Instant.ofEpochMilli(date.asLong()).toString();
            }
            String text = date.asString("");
            return text.isEmpty() ? null : text.matches(".*(?:Z|[+-]\\d\\d:?\\d\\d)") ? text : text + " +0000";
        }

        private static String text(JsonNode row, String name) {
            return row.path(name).isNull() ? "" : row.path(name).asString("");
        }
    }
}
