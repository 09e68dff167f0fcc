package org.dibao.render.theme;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.dibao.contract.site.SiteSettings;

/** What the interface says, in Chinese for sites in any kind of Chinese and in English for all others. */
final class Texts {
    private static final Texts CHINESE = new Texts("zh", Locale.SIMPLIFIED_CHINESE);
    private static final Texts ENGLISH = new Texts("en", Locale.ENGLISH);

    private final Map<String, Object> texts;
    private final Locale locale;

    private Texts(String language, Locale locale) {
        Properties read = new Properties();
        try (InputStream in = Texts.class.getResourceAsStream("texts/" + language + ".properties")) {
            read.load(new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, Object> all = new HashMap<>();
        read.stringPropertyNames().forEach(name -> all.put(name, read.getProperty(name)));
        this.texts = Map.copyOf(all);
        this.locale = locale;
    }

    static Texts of(SiteSettings site) {
        return Locale.forLanguageTag(site.language()).getLanguage().equals("zh") ? CHINESE : ENGLISH;
    }

    String get(String name) {
        return (String) Objects.requireNonNull(texts.get(name), name);
    }

    Map<String, Object> all() {
        return texts;
    }

    Locale locale() {
        return locale;
    }
}
