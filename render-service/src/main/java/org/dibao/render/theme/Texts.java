package org.dibao.render.theme;

import java.io.IOException;
import java.io.StringReader;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** What the interface says in one language. */
final class Texts {
    private final Map<String, Object> texts;
    private final Locale locale;

    private Texts(Map<String, Object> texts, Locale locale) {
        this.texts = Map.copyOf(texts);
        this.locale = locale;
    }

    /**
     * @param language a language, as {@code zh} or {@code zh-TW}
     * @param base     says what the file does not; absent: the file must say everything
     * @throws ThemeError if it cannot be read
     */
    static Texts read(String language, String file, String content, @Nullable Texts base) {
        Properties read = new Properties();
        try {
            read.load(new StringReader(content));
        } catch (IOException | IllegalArgumentException e) {
            throw new ThemeError(file, 0, String.valueOf(e.getMessage()), e);
        }
        Map<String, Object> all = base == null ? new HashMap<>() : new HashMap<>(base.texts);
        read.stringPropertyNames().forEach(name -> all.put(name, read.getProperty(name)));
        Texts texts = new Texts(all, Locale.forLanguageTag(language));
        for (String pattern : new String[] {
            "date", "date.long", "date.short", "date.day", "date.weekday", "date.time", "date.year", "date.month"
        }) {
            try {
                texts.pattern(pattern);
            } catch (IllegalArgumentException e) {
                throw new ThemeError(file, 0, pattern + ": " + e.getMessage(), e);
            }
        }
        return texts;
    }

    String get(String name) {
        return (String) Objects.requireNonNull(texts.get(name), name);
    }

    /** @return empty if there is none */
    String find(String name) {
        return (String) texts.getOrDefault(name, "");
    }

    /** With {@code {0}} and {@code {1}} replaced. */
    String get(String name, Object... values) {
        String text = get(name);
        for (int i = 0; i < values.length; i++) {
            text = text.replace("{" + i + "}", String.valueOf(values[i]));
        }
        return text;
    }

    DateTimeFormatter pattern(String name) {
        return DateTimeFormatter.ofPattern(get(name), locale);
    }

    Map<String, Object> all() {
        return texts;
    }

    Locale locale() {
        return locale;
    }
}
