package org.dibao.contract.site;

import static org.dibao.contract.site.Checks.check;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.dibao.contract.article.ArticlePath;
import org.jspecify.annotations.Nullable;

/**
 * The names of the text files that a site has at its root: those by which others recognise its owner ({@code ads.txt},
 * the files of search engines), and those below {@code /.well-known/} (RFC 8615).
 */
public final class RootFile {
    /** Of a name, characters. */
    public static final int MAX_NAME = 100;
    /** Where to report a vulnerability (RFC 9116). */
    public static final String SECURITY = ".well-known/security.txt";

    private static final Pattern NAME =
            Pattern.compile("(?:\\.well-known/)?[A-Za-z0-9][A-Za-z0-9._-]*\\.(?:txt|html|xml|json)");
    /** Served by Dibao, unless an article has this path. */
    private static final Set<String> OWN = Set.of("/archive.html");

    private RootFile() {}

    static SortedMap<String, String> named(@Nullable Map<String, String> files) {
        if (files == null || files.isEmpty()) {
            return Collections.emptySortedMap();
        }
        files.forEach((name, text) -> {
            check(
                    NAME.matcher(name).matches(),
                    "files: \"" + name + "\" cannot be a file's name; it consists of letters, digits, \".\", \"-\" and"
                            + " \"_\", ends in .txt, .html, .xml or .json, and may begin with .well-known/");
            check(name.length() <= MAX_NAME, "files: a name has at most " + MAX_NAME + " characters");
            check(!isOwn("/" + name), "files: /" + name + " is one of Dibao's own addresses");
            check(text != null, "files." + name + ": the file's text");
        });
        return Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    private static boolean isOwn(String path) {
        try {
            return OWN.contains(new ArticlePath(path).value());
        } catch (IllegalArgumentException e) {
            return true;
        }
    }
}
