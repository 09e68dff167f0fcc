package org.dibao.cli.wordpress;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dibao.cli.site.ReadSite;
import org.dibao.cli.site.SiteFile;
import org.dibao.cli.site.SiteSettings;
import org.dibao.cli.site.Yaml;
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
    static WordPressSite read(Path root, List<Path> exports, int maxFiles) throws IOException, Yaml.Fault {
        Export export = Export.read(exports);
        if (export.items.size() > maxFiles) {
            throw new Yaml.Fault("it has more than " + maxFiles + " items: allow more with --max-files");
        }
        return new Items(root, exports.getFirst(), export).site();
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
        new Terms(export).putInto(patch);
        List<String> all = new ArrayList<>(notes);
        all.add(Offsets.note(export.items));
        return new SiteSettings(patch, List.copyOf(all));
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
}
