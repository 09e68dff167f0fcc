package org.dibao.cli.jekyll;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dibao.cli.site.Menu;
import org.dibao.cli.site.Values;
import org.dibao.cli.site.Yaml;
import org.jspecify.annotations.Nullable;

/** The menu in a data file, as Minimal Mistakes and other themes have it: a list, or several by name, of which {@code main} is the menu. */
final class NavigationData {
    private static final List<String> FILES = List.of("navigation", "nav", "menu", "menus", "main_menu");
    private static final List<String> TYPES = List.of("yml", "yaml", "json");
    private static final List<String> NAMES = List.of("main", "header", "top", "menu", "nav", "items");

    private NavigationData() {}

    /** @param notes to which is added what cannot be read */
    static void read(Path root, Menu menu, List<String> notes) throws IOException {
        Path file = FILES.stream()
                .flatMap(
                        name -> TYPES.stream().map(type -> root.resolve("_data").resolve(name + "." + type)))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElse(null);
        if (file == null) {
            return;
        }
        try {
            if (Files.size(file) > Yaml.MAX_CHARS) {
                throw new Yaml.Fault("it has more than " + Yaml.MAX_CHARS + " bytes");
            }
            read(Yaml.read(JekyllSite.text(file)), menu);
        } catch (Yaml.Fault e) {
            notes.add(root.relativize(file) + ", which may have the menu, cannot be read: " + e.getMessage());
        }
    }

    private static void read(@Nullable Object data, Menu menu) {
        Map<String, @Nullable Object> named = Values.map(data);
        String main = NAMES.stream()
                .filter(name -> named.get(name) instanceof List<?>)
                .findFirst()
                .orElse("");
        named.forEach((name, list) -> {
            if (list instanceof List<?> && !name.equals(main)) {
                menu.other(name);
            }
        });
        if ((data instanceof List<?> ? data : named.get(main)) instanceof List<?> entries) {
            entries.forEach(entry -> menu.add(Values.map(entry)));
        }
    }
}
