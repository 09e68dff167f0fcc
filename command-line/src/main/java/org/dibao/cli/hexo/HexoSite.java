package org.dibao.cli.hexo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dibao.cli.site.FolderWalk;
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

/** A site of Hexo. */
record HexoSite(
        Path root,
        Map<String, @Nullable Object> config,
        Map<String, @Nullable Object> theme,
        List<SiteFile> files,
        Map<String, ObjectNode> documents,
        List<String> notes)
        implements ReadSite {

    static HexoSite read(Path root, int maxFiles) throws IOException, Yaml.Fault {
        Map<String, @Nullable Object> config = yaml(root.resolve(HexoDoor.CONFIG));
        HexoContent content = new HexoContent(config);
        List<SiteFile> files = FolderWalk.of(root, maxFiles, content).stream()
                .map(content::placed)
                .toList();
        return new HexoSite(root, config, theme(root, config), files, content.documents(), content.notes());
    }

    private static Map<String, @Nullable Object> theme(Path root, Map<String, @Nullable Object> config)
            throws IOException {
        String name = Values.text(config.get("theme"));
        if (name == null || !name.matches("[\\w.-]+")) {
            return Map.of();
        }
        for (String file : List.of("_config." + name + ".yml", "themes/" + name + "/_config.yml")) {
            try {
                if (Files.isRegularFile(root.resolve(file))) {
                    return yaml(root.resolve(file));
                }
            } catch (Yaml.Fault e) {
                return Map.of(); // only its menu is of use
            }
        }
        return Map.of();
    }

    private static Map<String, @Nullable Object> yaml(Path file) throws IOException, Yaml.Fault {
        if (Files.size(file) > Yaml.MAX_CHARS) {
            throw new Yaml.Fault(file.getFileName() + " has more than " + Yaml.MAX_CHARS + " bytes");
        }
        return Yaml.readMap(Files.readString(file));
    }

    @Override
    public String settingsName() {
        return HexoDoor.CONFIG;
    }

    @Override
    public SiteSettings settings(Clock clock) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        for (String name : List.of("title", "description")) {
            String text = Values.text(config.get(name));
            if (text != null) {
                patch.put(name, text.replaceAll("\\s+", " "));
            }
        }
        String language =
                Values.texts(config.get("language")).stream().findFirst().orElse("en");
        patch.put("language", language.equals("default") ? "en" : language.replace('_', '-'));
        String zone = Values.text(config.get("timezone"));
        patch.put("timeZone", zone == null ? "UTC" : zone);
        URI url = address();
        if (url != null) {
            patch.put("baseUrl", url.getScheme() + "://" + url.getRawAuthority());
        }
        String size = Values.text(config.get("per_page"));
        if (size != null && size.matches("[1-9][0-9]?|100")) {
            patch.put("pageSize", Integer.parseInt(size));
        }
        Menu menu = menu();
        menu.putInto(patch);
        List<String> all = new ArrayList<>(notes);
        all.addAll(menu.notes());
        if (zone == null) {
            all.add(
                    "_config.yml has no timezone, and Hexo takes that of the machine that builds: times without an offset are in UTC");
        }
        return new SiteSettings(patch, List.copyOf(all));
    }

    /** As most themes write it: {@code Archives: /archives || fa fa-archive}. */
    private Menu menu() {
        Menu menu = new Menu();
        Stream.of(theme.get("menu"), config.get("menu"))
                .map(Values::map)
                .filter(items -> !items.isEmpty())
                .limit(1)
                .flatMap(items -> items.entrySet().stream())
                .forEach(item -> {
                    String href = Values.text(item.getValue());
                    String path = href == null ? "" : href.replaceFirst("\\s*\\|\\|.*", "");
                    boolean leads = path.matches("(?:/|https?://).*");
                    menu.add(item.getKey(), leads ? HexoContent.listing(path) : path);
                });
        return menu;
    }

    @Override
    public List<Redirect> redirects() throws IOException {
        return RedirectLines.read(root.resolve("source/_redirects"));
    }

    @Override
    public String base() {
        String root = Values.text(config.get("root"));
        return root == null ? "" : root.replaceFirst("/+$", "");
    }

    private @Nullable URI address() {
        try {
            URI uri = URI.create(String.valueOf(Values.text(config.get("url"))));
            return uri.getHost() == null ? null : uri;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
