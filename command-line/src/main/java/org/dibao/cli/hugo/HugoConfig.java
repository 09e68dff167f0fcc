package org.dibao.cli.hugo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.dibao.cli.site.Values;
import org.dibao.cli.site.Yaml;
import org.jspecify.annotations.Nullable;

/** The settings of a site, in one file or in {@code config/_default}. Names are in lower case, since Hugo does not tell cases apart. */
record HugoConfig(Map<String, @Nullable Object> values) {
    private static final List<String> NAMES = List.of("hugo", "config");
    private static final List<String> TYPES = List.of("toml", "yaml", "yml", "json");
    private static final String FOLDER = "config/_default";
    /** What a file of its own gives a language; any other file of a language gives it all of its settings. */
    private static final Set<String> PARTS = Set.of("menu", "menus", "params");

    /** The one file, or the folder; null if there is none. */
    static @Nullable Path in(Path root) {
        for (String name : NAMES) {
            for (String type : TYPES) {
                Path file = root.resolve(name + "." + type);
                if (Files.isRegularFile(file)) {
                    return file;
                }
            }
        }
        return Files.isDirectory(root.resolve(FOLDER)) ? root.resolve(FOLDER) : null;
    }

    static HugoConfig read(Path root) throws IOException, Yaml.Fault {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        Path folder = root.resolve(FOLDER);
        if (Files.isDirectory(folder)) {
            List<Path> files;
            try (Stream<Path> listed = Files.list(folder)) {
                files = listed.filter(Files::isRegularFile).sorted().toList();
            }
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                String type = name.substring(name.lastIndexOf('.') + 1);
                String stem = name.substring(0, Math.max(0, name.lastIndexOf('.')));
                if (TYPES.contains(type)) {
                    Map<String, @Nullable Object> part = read(file, type);
                    all = Values.merged(
                            all,
                            NAMES.contains(stem)
                                    ? part
                                    : within(stem.toLowerCase(Locale.ROOT).split("\\."), part));
                }
            }
        }
        Path one = in(root);
        if (one != null && Files.isRegularFile(one)) {
            String name = String.valueOf(one.getFileName());
            all = Values.merged(all, read(one, name.substring(name.lastIndexOf('.') + 1)));
        }
        return new HugoConfig(all);
    }

    /** {@code menus.en.toml} is {@code languages.en.menus}, and {@code languages.en.toml} all of {@code languages.en}. */
    private static Map<String, @Nullable Object> within(String[] stem, Map<String, @Nullable Object> part) {
        if (stem.length == 1) {
            return under(stem[0], part);
        }
        Map<String, @Nullable Object> language = PARTS.contains(stem[0]) ? under(stem[0], part) : part;
        return under("languages", under(stem[1], language));
    }

    private static Map<String, @Nullable Object> under(String name, Map<String, @Nullable Object> part) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        named.put(name, part);
        return named;
    }

    private static Map<String, @Nullable Object> read(Path file, String type) throws IOException, Yaml.Fault {
        if (Files.size(file) > Yaml.MAX_CHARS) {
            throw new Yaml.Fault(file.getFileName() + " has more than " + Yaml.MAX_CHARS + " bytes");
        }
        String text = Files.readString(file);
        return lower(type.equals("toml") ? Toml.read(text) : Yaml.readMap(text));
    }

    private static Map<String, @Nullable Object> lower(Map<String, @Nullable Object> map) {
        Map<String, @Nullable Object> low = new LinkedHashMap<>();
        map.forEach((name, value) -> low.put(name.toLowerCase(Locale.ROOT), lowered(value)));
        return low;
    }

    private static @Nullable Object lowered(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> lower(Values.map(map));
            case List<?> list -> list.stream().map(HugoConfig::lowered).toList();
            case null, default -> value;
        };
    }

    @Nullable
    String text(String... path) {
        return Values.text(value(path));
    }

    @Nullable
    Object value(String... path) {
        Object value = values;
        for (String name : path) {
            value = Values.map(value).get(name);
        }
        return value;
    }

    boolean is(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    /** The language of what names none. */
    String language() {
        String main = text("defaultcontentlanguage");
        return main == null ? "en" : main;
    }

    /** Those of a site of several, by their keys; empty for a site of one. */
    Map<String, @Nullable Object> languages() {
        Map<String, @Nullable Object> all = Values.map(values.get("languages"));
        return all.size() > 1 ? all : Map.of();
    }

    /**
     * A folder of content.
     *
     * @param path     from the root, with a slash at its end
     * @param language of what is in it, as far as names of files tell no other; null for that of the site
     */
    record Folder(String path, @Nullable String language) {}

    /** The folder of content that a file is in; null if it is in none. */
    @Nullable
    Folder folder(String name) {
        Map<String, @Nullable Object> all = Values.map(values.get("languages"));
        List<Folder> folders = new ArrayList<>();
        all.keySet().forEach(key -> {
            String own = text("languages", key, "contentdir");
            if (own != null) {
                folders.add(new Folder(slashed(own), all.size() > 1 ? key : null));
            }
        });
        if (folders.isEmpty() || folders.size() < all.size()) {
            String main = text("contentdir");
            folders.add(new Folder(slashed(main == null ? "content" : main), null));
        }
        return folders.stream()
                .filter(folder -> name.startsWith(folder.path()))
                .max(Comparator.comparing(folder -> folder.path().length()))
                .orElse(null);
    }

    private static String slashed(String folder) {
        return folder.replaceFirst("^\\./", "").replaceFirst("/*$", "/");
    }

    /** Whether nothing is published in a language. */
    boolean isDisabled(@Nullable String key) {
        return key != null
                && (Boolean.TRUE.equals(value("languages", key, "disabled"))
                        || values.get("disablelanguages") instanceof List<?> keys && keys.contains(key));
    }

    /** A language as browsers know it. */
    @Nullable
    String tag(String key) {
        String code = text("languages", key, "locale");
        code = code == null ? text("languages", key, "languagecode") : code;
        return code == null ? key : code;
    }
}
