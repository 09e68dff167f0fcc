package org.dibao.gateway.status;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** What the status page says, in Chinese or in English. */
final class StatusWords {
    private static final StatusWords ENGLISH = new StatusWords("en");
    private static final StatusWords CHINESE = new StatusWords("zh");

    private final String language;
    private final Properties texts = new Properties();

    private StatusWords(String language) {
        this.language = language;
        try (var in = new InputStreamReader(
                Objects.requireNonNull(StatusWords.class.getResourceAsStream(language + ".properties")),
                StandardCharsets.UTF_8)) {
            texts.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param accepted {@code Accept-Language} */
    static StatusWords of(@Nullable String accepted) {
        try {
            String found = accepted == null
                    ? null
                    : Locale.lookupTag(Locale.LanguageRange.parse(accepted), List.of("zh", "en"));
            return "zh".equals(found) ? CHINESE : ENGLISH;
        } catch (IllegalArgumentException e) {
            return ENGLISH;
        }
    }

    String language() {
        return language;
    }

    /** @param values take the places of {@code %s} */
    String say(String name, Object... values) {
        String text = texts.getProperty(name);
        if (text == null) {
            throw new IllegalStateException("there is no text " + name + " in " + language);
        }
        return text.formatted(values);
    }

    /** Rounded down to one unit; nothing negative. */
    String duration(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        return seconds < 120
                ? say("seconds", seconds)
                : seconds < 2 * 3600
                        ? say("minutes", seconds / 60)
                        : seconds < 2 * 86_400 ? say("hours", seconds / 3600) : say("days", seconds / 86_400);
    }
}
