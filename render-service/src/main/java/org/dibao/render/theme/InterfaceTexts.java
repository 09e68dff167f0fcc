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

/** The interface texts in one language. */
final class InterfaceTexts {
    private final Map<String, Object> texts;
    private final Locale locale;

    private InterfaceTexts(Map<String, Object> texts, Locale locale) {
        this.texts = Map.copyOf(texts);
        this.locale = locale;
    }

    /**
     * @param language a language, such as {@code zh} or {@code zh-TW}
     * @param base     provides texts missing from the file; absent: the file must be complete
     * @throws ThemeError if it cannot be read
     */
    static InterfaceTexts read(String language, String file, String content, @Nullable InterfaceTexts base) {
        Properties read = new Properties();
        try {
            read.load(new StringReader(content));
        } catch (IOException | IllegalArgumentException e) {
            throw new ThemeError(file, 0, String.valueOf(e.getMessage()), e);
        }
        Map<String, Object> all = base == null ? new HashMap<>() : new HashMap<>(base.texts);
        read.stringPropertyNames().forEach(name -> all.put(name, read.getProperty(name)));
        InterfaceTexts texts = new InterfaceTexts(all, Locale.forLanguageTag(language));
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
