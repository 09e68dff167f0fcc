package org.dibao.cli.jekyll;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Which files and folders Jekyll does not look into, by the settings {@code exclude} and {@code include}. */
final class EntryFilter {
    private static final Pattern SPECIAL = Pattern.compile("[._#~].*|.*~");

    private final List<Entry> excluded;
    private final List<Entry> included;

    private record Entry(String text, Pattern pattern) {
        static Entry of(String given) {
            String text = given.replaceAll("^/+", "");
            try {
                return new Entry(text, Globs.pattern(text));
            } catch (PatternSyntaxException e) {
                return new Entry(text, Pattern.compile(Pattern.quote(text)));
            }
        }

        boolean matches(String path, boolean folder) {
            return pattern.matcher(path).matches() || path.startsWith(text) || folder && text.equals(path + "/");
        }
    }

    EntryFilter(JekyllConfig config) {
        this.excluded = config.exclude().stream().map(Entry::of).toList();
        this.included = config.include().stream().map(Entry::of).toList();
    }

    /** @param path below the site, with slashes */
    boolean isExcluded(String path, boolean folder) {
        return matches(excluded, path, folder) && !isIncluded(path, folder);
    }

    boolean isIncluded(String path, boolean folder) {
        return matches(included, path, folder) || matches(included, path.substring(path.lastIndexOf('/') + 1), folder);
    }

    /** Whether its name alone keeps Jekyll from looking into it. */
    boolean isSpecial(String path, boolean folder) {
        return SPECIAL.matcher(path.substring(path.lastIndexOf('/') + 1)).matches() && !isIncluded(path, folder);
    }

    private static boolean matches(List<Entry> entries, String path, boolean folder) {
        return entries.stream().anyMatch(entry -> !entry.text().isEmpty() && entry.matches(path, folder));
    }
}
