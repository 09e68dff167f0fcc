package org.dibao.render.web;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dibao.contract.article.Article;
import org.dibao.contract.file.FilePath;
import org.dibao.contract.purge.PurgeKey;
import org.dibao.contract.site.SiteSettings;
import org.dibao.render.metadata.Urls;

/**
 * The pictures of this site that an article shows. They follow from the article and the site's address alone, whether or not the
 * files are there: so a page that was made before a file came is purged when it comes.
 *
 * @param paths in the order of the text, the first {@value #MOST}
 */
record Pictures(Set<FilePath> paths) {
    /** More are not looked up. */
    static final int MOST = 200;
    /** A page that shows more does not name each of them: its header would get too long. */
    static final int NAMED = 32;

    private static final Pattern IMAGE = Pattern.compile("<img\\s[^>]*?\\bsrc=\"([^\"]+)\"");

    static Pictures of(SiteSettings site, Article article) {
        Set<FilePath> paths = new LinkedHashSet<>();
        String home = Urls.of(site, "/");
        String here = Urls.of(site, article.path());
        Matcher images = IMAGE.matcher(article.html());
        while (paths.size() < MOST && images.find()) {
            String address = Urls.resolved(here, images.group(1).replace("&amp;", "&"));
            if (address.startsWith(home)) {
                path(address.substring(home.length() - 1)).ifPresent(paths::add);
            }
        }
        return new Pictures(paths);
    }

    private static java.util.Optional<FilePath> path(String address) {
        try {
            return java.util.Optional.of(FilePath.parse(address.replaceFirst("[?#].*", "")));
        } catch (IllegalArgumentException e) {
            return java.util.Optional.empty();
        }
    }

    /** What purges a page with them. */
    Set<PurgeKey> keys() {
        return paths.size() > NAMED
                ? Set.of(PurgeKey.FILES)
                : paths.stream().map(PurgeKey::file).collect(Collectors.toUnmodifiableSet());
    }
}
