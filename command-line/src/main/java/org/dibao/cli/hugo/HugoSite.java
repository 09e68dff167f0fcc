package org.dibao.cli.hugo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dibao.cli.site.ExportedArticles;
import org.dibao.cli.site.Menu;
import org.dibao.cli.site.ReadSite;
import org.dibao.cli.site.RedirectLines;
import org.dibao.cli.site.SiteFile;
import org.dibao.cli.site.SiteSettings;
import org.dibao.cli.site.Values;
import org.dibao.cli.site.Yaml;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A site of Hugo. */
record HugoSite(
        Path root,
        HugoConfig config,
        List<SiteFile> files,
        Map<String, ObjectNode> documents,
        List<String> notes,
        Menu menu,
        @Nullable ObjectNode exported)
        implements ReadSite {
    /** Themes show the description as HTML. */
    private static final Pattern TAG = Pattern.compile("</?[a-zA-Z][^>]*>");

    static HugoSite read(Path root, int maxFiles) throws IOException, Yaml.Fault {
        HugoConfig config = HugoConfig.read(root);
        ExportedArticles exported = ExportedArticles.read(root);
        HugoArticles articles = new HugoArticles(config, exported);
        HugoContent content = new HugoContent(config, articles);
        List<SiteFile> files = new ArrayList<>(content.read(root, maxFiles));
        files.addAll(HugoTaxonomies.leftOut(root, config, articles.drafts()));
        Map<String, ObjectNode> documents = articles.documents();
        List<String> notes = new ArrayList<>(content.notes());
        if (!articles.unknown().isEmpty()) {
            notes.add("shortcodes that are not known here leave what is between them: "
                    + String.join(", ", articles.unknown()));
        }
        if (config.value("module", "mounts") instanceof List<?> mounts
                && mounts.stream().anyMatch(HugoSite::movesContent)) {
            notes.add("module.mounts is not followed: content that is mounted somewhere else is where its folder is");
        }
        return new HugoSite(
                root,
                config,
                List.copyOf(files),
                documents,
                List.copyOf(notes),
                HugoMenu.of(config, articles.drafts()),
                exported.settings());
    }

    private static boolean movesContent(@Nullable Object mount) {
        String from = String.valueOf(Values.map(mount).get("source"));
        String to = String.valueOf(Values.map(mount).get("target"));
        return to.matches("content(?:/.*)?") && !from.equals(to);
    }

    @Override
    public String settingsName() {
        Path settings = HugoConfig.in(root);
        return settings == null ? "Hugo" : root.relativize(settings).toString();
    }

    @Override
    public SiteSettings settings(Clock clock) {
        if (exported != null) {
            return new SiteSettings(exported, List.of());
        }
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        List<String> all = new ArrayList<>(notes);
        put(patch, "title", first("title"));
        String about = first("params", "description");
        put(patch, "description", about == null ? null : TAG.matcher(about).replaceAll(""));
        put(patch, "language", language());
        put(patch, "timeZone", config.text("timezone") == null ? "UTC" : config.text("timezone"));
        URI base = address();
        if (base != null) {
            patch.put("baseUrl", base.getScheme() + "://" + base.getRawAuthority());
        }
        String size = config.text("pagination", "pagersize");
        size = size == null ? config.text("paginate") : size;
        if (size != null && size.matches("[1-9][0-9]?|100")) {
            patch.put("pageSize", Integer.parseInt(size));
        }
        menu.putInto(patch);
        all.addAll(menu.notes());
        return new SiteSettings(patch, List.copyOf(all));
    }

    @Override
    public List<Redirect> redirects() throws IOException {
        return RedirectLines.read(root.resolve("static/_redirects"));
    }

    @Override
    public String base() {
        URI base = address();
        return base == null || base.getPath() == null ? "" : base.getPath().replaceFirst("/+$", "");
    }

    private static void put(ObjectNode patch, String name, @Nullable String value) {
        if (value != null) {
            patch.put(name, value.strip().replaceAll("\\s+", " "));
        }
    }

    /** Of the site, or else of its main language. */
    private @Nullable String first(String... path) {
        String own = config.text(path);
        String[] within = Stream.concat(Stream.of("languages", config.language()), Stream.of(path))
                .toArray(String[]::new);
        return own == null ? config.text(within) : own;
    }

    private String language() {
        String code = config.text("locale");
        code = code == null ? config.text("languagecode") : code;
        code = code == null ? config.tag(config.language()) : code;
        return code == null ? "en" : code.replace('_', '-');
    }

    private @Nullable URI address() {
        try {
            URI uri = URI.create(String.valueOf(config.text("baseurl")));
            return uri.getHost() == null ? null : uri;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
