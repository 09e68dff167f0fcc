package org.dibao.render.theme;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Digest;
import org.jspecify.annotations.Nullable;

/** A theme ready for use: templates, texts and assets that belong together. Immutable. */
final class CompiledTheme {
    private static final String ENGLISH = "en";
    /** Regions with traditional Chinese characters. */
    private static final Set<String> TRADITIONAL = Set.of("TW", "HK", "MO");

    private final String version;
    private final Templates templates;
    private final Map<String, InterfaceTexts> texts = new TreeMap<>();
    private final Map<String, Asset> byPath = new HashMap<>();
    private final Map<String, Object> addresses = new HashMap<>();

    /** @throws ThemeError naming the faulty file */
    CompiledTheme(ThemeFiles builtIn, ThemeFiles mounted, ThemeSettings limits) {
        ThemeFiles files = builtIn.under(mounted);
        StringBuilder digests = new StringBuilder();
        files.files()
                .forEach((name, content) -> digests.append(name)
                        .append(' ')
                        .append(Digest.of(content))
                        .append('\n'));
        this.version = Digest.of(digests.toString().getBytes(StandardCharsets.UTF_8));
        Map<String, String> sources = new TreeMap<>();
        files.in(ThemeFiles.TEMPLATES)
                .forEach((name, content) -> sources.put(name, ThemeFiles.text(ThemeFiles.TEMPLATES + name, content)));
        this.templates = new Templates(sources, limits.themeMaxPage(), limits.themeMaxSteps());
        sources.keySet().forEach(templates::compile);
        readTexts(builtIn, mounted);
        hashed(ThemeFiles.STYLESHEET, files.get(ThemeFiles.STYLESHEET));
        hashed(ThemeFiles.SCRIPT, files.get(ThemeFiles.SCRIPT));
        files.in(ThemeFiles.ASSETS).forEach((name, content) -> {
            hashed(name, content);
            plain(name, content);
        });
    }

    /** The same files have the same version on every machine. */
    String version() {
        return version;
    }

    Templates templates() {
        return templates;
    }

    /** The assets' addresses by name, such as {@code site.css}. */
    Map<String, Object> addresses() {
        return addresses;
    }

    /** @param path decoded */
    @Nullable
    Asset asset(String path) {
        return byPath.get(path);
    }

    Asset named(String name) {
        String address = Objects.requireNonNull(addresses.get(name)).toString();
        return Objects.requireNonNull(byPath.get(ArticlePath.decode(address)));
    }

    /**
     * For {@code zh-TW}: its own texts if there are any, otherwise those of its script ({@code zh-Hant}), otherwise
     * those of {@code zh}, otherwise the English ones.
     */
    InterfaceTexts texts(String language) {
        Locale locale = Locale.forLanguageTag(language);
        return Stream.of(language, locale.getLanguage() + "-" + script(locale), locale.getLanguage())
                .map(texts::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> Objects.requireNonNull(texts.get(ENGLISH)));
    }

    /** Whether the interface has texts in a language. */
    boolean speaks(String language) {
        return texts.containsKey(Locale.forLanguageTag(language).getLanguage());
    }

    private static String script(Locale locale) {
        return locale.getScript().isEmpty() && TRADITIONAL.contains(locale.getCountry()) ? "Hant" : locale.getScript();
    }

    Map<String, InterfaceTexts> texts() {
        return texts;
    }

    private void readTexts(ThemeFiles builtIn, ThemeFiles mounted) {
        builtIn.in(ThemeFiles.TEXTS).forEach((name, content) -> readTexts(name, content, null));
        mounted.in(ThemeFiles.TEXTS).forEach((name, content) -> readTexts(name, content, texts(language(name))));
    }

    private void readTexts(String name, byte[] content, @Nullable InterfaceTexts base) {
        String file = ThemeFiles.TEXTS + name;
        texts.put(language(name), InterfaceTexts.read(language(name), file, ThemeFiles.text(file, content), base));
    }

    private static String language(String name) {
        return name.substring(0, name.length() - ".properties".length());
    }

    private void hashed(String name, byte[] content) {
        int dot = name.lastIndexOf('.');
        add(name.substring(0, dot) + "." + Digest.of(content) + name.substring(dot), name, content, true);
    }

    private void plain(String name, byte[] content) {
        add(name, name, content, false);
    }

    private void add(String file, String name, byte[] content, boolean immutable) {
        String address = Asset.FOLDER + ArticlePath.encode(file);
        byPath.put(Asset.FOLDER + file, new Asset(address, type(name), content, immutable));
        if (immutable) {
            addresses.put(name, address);
        }
    }

    private static String type(String name) {
        String type = Asset.typeOf(name);
        if (type == null) {
            throw new ThemeError(
                    ThemeFiles.ASSETS + name,
                    0,
                    "files of this type are not served; allowed are: " + Asset.types(),
                    null);
        }
        return type;
    }
}
