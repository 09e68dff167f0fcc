package org.dibao.render.web;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dibao.contract.article.Article;
import org.dibao.contract.file.FilePath;
import org.dibao.contract.purge.PurgeKey;
import org.dibao.contract.site.SiteSettings;
import org.dibao.render.metadata.Urls;
import org.dibao.render.view.Item;
import org.dibao.render.view.ListedArticle;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of this site that a page shows. They follow from the articles and the site's address alone, whether or not the
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
        String here = Urls.of(site, article.path());
        path(site, here, article.image()).ifPresent(paths::add);
        Matcher images = IMAGE.matcher(article.html());
        while (paths.size() < MOST && images.find()) {
            path(site, here, images.group(1).replace("&amp;", "&")).ifPresent(paths::add);
        }
        return new Pictures(paths);
    }

    /** The preview images in a listing. */
    static Pictures of(Collection<Item> items) {
        Set<FilePath> paths = new LinkedHashSet<>();
        items.forEach(item -> preview(item.entry()).ifPresent(paths::add));
        return new Pictures(paths);
    }

    /** Where an article's preview image is kept, if it is addressed from this site's root, as {@link Items} has it for listings. */
    static Optional<FilePath> preview(ListedArticle entry) {
        String image = entry.image();
        return image == null || !image.startsWith("/") || image.startsWith("//") ? Optional.empty() : path(image);
    }

    private static Optional<FilePath> path(SiteSettings site, String here, @Nullable String given) {
        String rooted = Urls.rooted(site, given);
        String address = rooted == null ? "" : Urls.resolved(here, rooted);
        String home = Urls.of(site, "/");
        return address.startsWith(home) ? path(address.substring(home.length() - 1)) : Optional.empty();
    }

    private static Optional<FilePath> path(String address) {
        try {
            return Optional.of(FilePath.parse(address.replaceFirst("[?#].*", "")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What purges a page with them. */
    Set<PurgeKey> keys() {
        return paths.size() > NAMED
                ? Set.of(PurgeKey.FILES)
                : paths.stream().map(PurgeKey::file).collect(Collectors.toUnmodifiableSet());
    }
}
