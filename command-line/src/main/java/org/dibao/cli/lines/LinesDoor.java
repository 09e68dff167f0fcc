package org.dibao.cli.lines;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dibao.cli.site.Door;
import org.dibao.cli.site.FolderWalk;
import org.dibao.cli.site.ReadSite;
import org.dibao.cli.site.SiteFile;
import org.dibao.cli.site.SiteFile.Kind;
import org.dibao.cli.site.SiteSettings;
import org.dibao.cli.site.Yaml;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A folder as {@code dibao export --as ndjson} writes it. */
public final class LinesDoor implements Door {
    private static final String LINES = "articles.ndjson";
    private static final String SETTINGS = "site.json";
    private static final String FILES = "files";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private record Lines(Path root, ObjectNode patch, Map<String, ObjectNode> documents, List<SiteFile> files)
            implements ReadSite {
        @Override
        public String settingsName() {
            return SETTINGS;
        }

        @Override
        public SiteSettings settings(Clock clock) {
            return new SiteSettings(patch, List.of());
        }
    }

    @Override
    public boolean fits(Path given) {
        return Files.isRegularFile(given.resolve(LINES)) && Files.isRegularFile(given.resolve(SETTINGS));
    }

    @Override
    public ReadSite read(Path given, int maxFiles) throws IOException, Yaml.Fault {
        Path root = given.toAbsolutePath().normalize();
        List<SiteFile> files = new ArrayList<>();
        Map<String, ObjectNode> documents = new LinkedHashMap<>();
        try (BufferedReader lines = Files.newBufferedReader(root.resolve(LINES), StandardCharsets.UTF_8)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                String name = LINES + ", line " + number;
                if (!line.isBlank()) {
                    ObjectNode document = object(line, name);
                    documents.put(name, document);
                    boolean page = document.path("layout").asString("").equals("page");
                    files.add(SiteFile.of(root.resolve(LINES), name, page ? Kind.PAGE : Kind.POST));
                }
            }
        }
        if (Files.isDirectory(root.resolve(FILES))) {
            files.addAll(FolderWalk.of(root.resolve(FILES), maxFiles, new FolderWalk.Rules() {
                @Override
                public @Nullable String whyNotInto(String name) {
                    return null;
                }

                @Override
                public SiteFile file(Path file, String name) {
                    return SiteFile.asset(file, name, FILES + "/" + name);
                }
            }));
        }
        ObjectNode patch = object(Files.readString(root.resolve(SETTINGS)), SETTINGS);
        return new Lines(root, patch, documents, List.copyOf(files));
    }

    private static ObjectNode object(String text, String name) throws Yaml.Fault {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            // reported below
        }
        throw new Yaml.Fault(name + " is not a JSON object");
    }
}
