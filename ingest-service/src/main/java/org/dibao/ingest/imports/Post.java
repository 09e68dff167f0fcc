package org.dibao.ingest.imports;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dibao.contract.article.Article;
import org.dibao.ingest.article.FileName;
import org.jspecify.annotations.Nullable;

/** What a site's generator takes for a post among the files in its folders of posts. */
final class Post {
    private static final int BEGINNING = 64 * 1024;
    private static final Pattern FIELD =
            Pattern.compile("([a-z]+)[ \\t]*:[ \\t]*[\"']?([^\"'#]*?)[\"']?[ \\t]*(?:#.*)?");

    private Post() {}

    /**
     * Whether it is a draft, or has a date in its name, as Jekyll requires, or in its front matter, as Hexo does; a README
     * has neither.
     */
    static boolean is(FileName name, byte[] content) {
        return name.isDraft() || name.isDated() || givesDate(content);
    }

    /** Whether its front matter calls it a page. */
    static boolean isPage(byte[] content) {
        return Article.PAGE.equals(line(content, "layout"));
    }

    /** The address that its front matter gives it; null if that is none, or a pattern. */
    static @Nullable String permalink(byte[] content) {
        String permalink = line(content, "permalink");
        return permalink != null && permalink.startsWith("/") && permalink.indexOf(':') < 0 ? permalink : null;
    }

    /** A value that is on one line; of two the last counts, as in YAML. */
    private static @Nullable String line(byte[] content, String field) {
        String value = null;
        for (String line : frontMatter(content)) {
            Matcher named = FIELD.matcher(line);
            value = named.matches() && named.group(1).equals(field) ? named.group(2) : value;
        }
        return value;
    }

    private static boolean givesDate(byte[] content) {
        return frontMatter(content).stream().anyMatch(line -> line.startsWith("date:") || line.startsWith("date :"));
    }

    /** Its lines; none if the text begins without. */
    private static List<String> frontMatter(byte[] content) {
        String beginning = new String(content, 0, Math.min(content.length, BEGINNING), StandardCharsets.UTF_8);
        List<String> lines = beginning.lines().toList();
        boolean begins = !lines.isEmpty()
                && lines.getFirst().replace("\uFEFF", "").stripTrailing().equals("---");
        return begins
                ? lines.stream()
                        .skip(1)
                        .takeWhile(line -> !line.stripTrailing().equals("---"))
                        .toList()
                : List.of();
    }
}
