package org.dibao.render.body.code;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;

/**
 * The definition of a language, read from {@code languages.properties}; that file explains its own format.
 *
 * @param comments delimiters of comments; comments without an end go to the end of the line
 * @param strings  delimiters of strings
 * @param flags    further properties
 */
record Language(
        Scanner scanner,
        List<Delimited> comments,
        List<Delimited> strings,
        Set<String> keywords,
        Set<String> types,
        Set<Flag> flags) {
    /** All names, in lower case. */
    static final Map<String, Language> ALL = load();

    enum Scanner {
        CODE,
        MARKUP,
        DIFF
    }

    enum Flag {
        /** Keywords are case-insensitive. */
        ANYCASE,
        /** Capitalized names are types. */
        CAPITALS,
        /** A name before a parenthesis is a function. */
        CALLS,
        /** {@code @name} is a keyword. */
        AT,
        /** {@code #name} at the start of a line is a keyword. */
        DIRECTIVES,
        /** {@code name:} at the start of a line is a key. */
        COLON,
        /** {@code name=} at the start of a line is a key, {@code [name]} a type. */
        EQUALS,
        /** Keys also occur after braces and semicolons. */
        BRACES,
        /** A string before a colon is a key. */
        STRINGKEYS,
        /** Comments and quotes start only after white space or punctuation. */
        APART,
        /** {@code 'a'} is a character and {@code 'a} is not. */
        CHARS,
        /** {@code /…/} is a regular expression where a value may start. */
        REGEX,
        /** Names may contain hyphens. */
        HYPHENS,
        /** {@code $name} is a variable. */
        DOLLAR
    }

    /**
     * @param lines  whether it may span several lines
     * @param escape whether a backslash escapes the next character
     */
    record Delimited(String open, String close, boolean lines, boolean escape) {}

    boolean has(Flag flag) {
        return flags.contains(flag);
    }

    /** Whether a key at the start of a line may contain it. */
    static boolean isKeyPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.' || c == '/' || c == '$' || c == '%';
    }

    private static Map<String, Language> load() {
        Properties file = new Properties();
        try (InputStream in = Objects.requireNonNull(Language.class.getResourceAsStream("languages.properties"))) {
            file.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, Language> all = new HashMap<>();
        for (String key : file.stringPropertyNames()) {
            if (key.endsWith(".names")) {
                Language language = language(file, key.substring(0, key.length() - ".names".length()));
                words(file.getProperty(key)).forEach(name -> all.put(name, language));
            }
        }
        return Map.copyOf(all);
    }

    private static Language language(Properties file, String name) {
        Set<Flag> flags = new HashSet<>();
        words(file.getProperty(name + ".flags", ""))
                .forEach(flag -> flags.add(Flag.valueOf(flag.toUpperCase(Locale.ROOT))));
        return new Language(
                Scanner.valueOf(file.getProperty(name + ".scanner", "code").toUpperCase(Locale.ROOT)),
                delimited(file.getProperty(name + ".comments", ""), true),
                delimited(file.getProperty(name + ".strings", ""), false),
                Set.copyOf(new HashSet<>(words(file.getProperty(name + ".keywords", "")))),
                Set.copyOf(new HashSet<>(words(file.getProperty(name + ".types", "")))),
                Set.copyOf(flags));
    }

    private static List<Delimited> delimited(String given, boolean comments) {
        List<Delimited> all = new ArrayList<>();
        for (String word : words(given)) {
            boolean raw = word.length() > 1 && word.startsWith("~");
            String form = raw ? word.substring(1) : word;
            int gap = form.indexOf('…');
            if (gap >= 0) {
                all.add(new Delimited(form.substring(0, gap), form.substring(gap + 1), true, !raw && !comments));
            } else {
                all.add(new Delimited(form, comments ? "" : form, false, !raw && !comments));
            }
        }
        return List.copyOf(all);
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
    }
}
