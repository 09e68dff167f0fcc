package org.dibao.ingest.imports;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.dibao.contract.article.ArticleFile;
import org.dibao.ingest.article.FileName;
import org.jspecify.annotations.Nullable;

/**
 * What an archive is, found out from the names in it: a Jekyll site, of which the files below {@code _posts} and {@code
 * _drafts} are articles, and its pages; or a folder of posts, of which all are. The same site gives the same paths below it whichever
 * folder the archive begins with: a site is where {@code _config.yml} is. Without one, it is the archive's root if
 * {@code _posts} is there; or else the folder that contains everything, if {@code _posts} is there.
 */
final class SiteLayout {
    /** What Jekyll does not look into. */
    private static final Pattern SPECIAL = Pattern.compile("[._#~].*|.*~|node_modules");

    private static final Set<String> NO_PAGES = Set.of("_layouts", "_includes", "_data", "_sass", "_plugins", "_site");

    private static final Set<String> FOR_TEMPLATES = Set.of("_includes", "_data");

    private static final String CONFIG = "_config.yml";

    private final List<List<String>> configs = new ArrayList<>();
    private final Set<String> tops = new HashSet<>();
    private boolean inTop;
    private @Nullable List<String> root;
    private @Nullable Boolean site;

    /**
     * Takes a file into account, in the order of the archive.
     *
     * @param article whether it has the form of an article
     */
    void see(String name, boolean article) {
        List<String> folders = folders(name);
        if (name.endsWith(CONFIG) && last(name).equals(CONFIG)) {
            configs.add(folders);
            if (root == null && folders.size() <= 1) {
                root = folders;
            }
        } else if (isForTemplates(folders)) {
            site = site == null || site;
        } else if (article) {
            seeArticle(name, folders);
        }
    }

    /** Beside its settings, only a site has such folders, even one that has no posts. */
    private boolean isForTemplates(List<String> folders) {
        return configs.stream()
                .anyMatch(config -> folders.size() > config.size()
                        && folders.subList(0, config.size()).equals(config)
                        && FOR_TEMPLATES.contains(folders.get(config.size())));
    }

    private void seeArticle(String name, List<String> folders) {
        int posts = posts(folders);
        if (posts >= 0) {
            site = site == null || site;
            tops.add(folders.getFirst());
            inTop |= posts == 1;
            if (root == null && posts == 0) {
                root = List.of();
            }
        } else if (site == null && configs.isEmpty() && FileName.of(last(name)).isDated()) {
            site = false; // no site has dated files elsewhere
        }
    }

    /** The archive has no other files. */
    void end() {
        if (site == null) {
            site = false;
        }
        if (root == null) {
            root = configs.stream()
                    .min(Comparator.comparingInt(List::size))
                    .orElseGet(() -> inTop && tops.size() == 1 ? List.copyOf(tops) : List.of());
        }
    }

    boolean isKnown() {
        return Boolean.FALSE.equals(site) || site != null && root != null;
    }

    boolean isSite() {
        return Boolean.TRUE.equals(site);
    }

    /** Where the site begins, once this is known: a folder's name, empty for the archive's root. */
    String siteFolder() {
        return root == null ? "" : String.join("/", root);
    }

    /** The file's path below the site, if it is an article of it; once this is known. */
    @Nullable
    String articlePath(String name) {
        List<String> folders = folders(name);
        String last = last(name);
        if (!isSite()) {
            return last.startsWith(".") ? null : name;
        }
        List<String> below = isBelow(folders) ? folders.subList(above().size(), folders.size()) : folders;
        int posts = posts(below);
        if (posts < 0 || SPECIAL.matcher(last).matches()) {
            return null;
        }
        List<String> own = new ArrayList<>(below);
        own.remove(posts);
        // As in Jekyll, of the folders within _posts only the first is looked at.
        return own.subList(0, Math.min(own.size(), posts + 1)).stream()
                        .anyMatch(folder -> SPECIAL.matcher(folder).matches())
                ? null
                : String.join("/", below) + "/" + last;
    }

    /** The file's path below the site, if it may be a page of it: no post, and no part of its theme; once this is known. */
    @Nullable
    String pagePath(String name) {
        List<String> folders = folders(name);
        String last = last(name);
        if (!isSite() || !isBelow(folders) || SPECIAL.matcher(last).matches()) {
            return null;
        }
        List<String> below = folders.subList(above().size(), folders.size());
        if (posts(below) >= 0 || !below.isEmpty() && NO_PAGES.contains(below.getFirst())) {
            return null;
        }
        return below.isEmpty() ? last : String.join("/", below) + "/" + last;
    }

    private boolean isBelow(List<String> folders) {
        List<String> above = above();
        return folders.size() >= above.size()
                && folders.subList(0, above.size()).equals(above);
    }

    private List<String> above() {
        return root == null ? List.of() : root;
    }

    private static List<String> folders(String name) {
        List<String> folders = new ArrayList<>(List.of(name.split("/", -1)));
        folders.removeLast();
        folders.removeIf(folder -> folder.matches("\\.?"));
        return folders;
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    private static int posts(List<String> folders) {
        for (int i = 0; i < folders.size(); i++) {
            if (ArticleFile.POSTS.contains(folders.get(i))) {
                return i;
            }
        }
        return -1;
    }
}
