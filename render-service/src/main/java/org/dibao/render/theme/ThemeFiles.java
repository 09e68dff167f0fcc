package org.dibao.render.theme;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.dibao.support.names.Nearest;

/**
 * The files of a theme, in memory.
 *
 * @param files by name: {@code site.css}, {@code templates/….html}, {@code texts/….properties}, {@code assets/…}
 */
record ThemeFiles(TreeMap<String, byte[]> files) {
    static final String STYLESHEET = "site.css";
    static final String SCRIPT = "site.js";
    static final String ICON = "icon.svg";
    static final String TEMPLATES = "templates/";
    static final String TEXTS = "texts/";
    static final String ASSETS = "assets/";

    private static final List<String> OURS = List.of(
            "assets/site.css",
            "assets/site.js",
            "assets/icon.svg",
            "assets/favicon.ico",
            "assets/apple-touch-icon.png",
            "templates/base.html",
            "templates/article.html",
            "templates/listing.html",
            "templates/front.html",
            "templates/index.html",
            "templates/search.html",
            "templates/message.html",
            "templates/items.html",
            "templates/turn.html",
            "templates/kicker.html",
            "templates/search-form.html",
            "texts/en.properties",
            "texts/zh.properties",
            "texts/zh-Hant.properties");

    static ThemeFiles builtIn() {
        TreeMap<String, byte[]> files = new TreeMap<>();
        for (String name : OURS) {
            try (InputStream in = ThemeFiles.class.getResourceAsStream(name)) {
                byte[] content = Objects.requireNonNull(in, name).readAllBytes();
                // Other files next to the templates in a mounted folder.
                files.put(
                        name.equals("assets/site.css") ? STYLESHEET : name.equals("assets/site.js") ? SCRIPT : name,
                        content);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new ThemeFiles(files);
    }

    /** The file of ours that a name in the root of a theme was probably meant to be. */
    static Optional<String> meantBy(String name) {
        Map<String, String> ours = new TreeMap<>();
        OURS.forEach(file -> ours.put(file.substring(file.indexOf('/') + 1), file));
        ours.put(STYLESHEET, STYLESHEET);
        return Nearest.to(name, ours.keySet())
                .filter(near -> extension(near).equals(extension(name)))
                .map(ours::get);
    }

    private static String extension(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** These files, overridden by others of the same name. */
    ThemeFiles under(ThemeFiles others) {
        TreeMap<String, byte[]> all = new TreeMap<>(files);
        all.putAll(others.files);
        return new ThemeFiles(all);
    }

    ThemeFiles withoutTemplates() {
        TreeMap<String, byte[]> others = new TreeMap<>(files);
        others.keySet().removeIf(name -> name.startsWith(TEMPLATES));
        return new ThemeFiles(others);
    }

    byte[] get(String name) {
        return Objects.requireNonNull(files.get(name), name);
    }

    /** @return the files with this prefix, without the prefix */
    Map<String, byte[]> in(String folder) {
        Map<String, byte[]> some = new TreeMap<>();
        files.tailMap(folder).forEach((name, content) -> {
            if (name.startsWith(folder)) {
                some.put(name.substring(folder.length()), content);
            }
        });
        return some;
    }

    /** @throws ThemeError if it is not UTF-8 */
    static String text(String name, byte[] content) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ThemeError(name, 0, "it is not UTF-8", e);
        }
    }
}
