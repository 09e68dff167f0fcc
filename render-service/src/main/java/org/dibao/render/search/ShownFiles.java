package org.dibao.render.search;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dibao.contract.article.Article;
import org.dibao.contract.file.FilePath;
import org.dibao.contract.site.SiteSettings;
import org.dibao.render.metadata.Urls;

/**
 * The files that an article shows or leads to, as terms of the index. They follow from the article alone, whatever the
 * site's address is.
 */
final class ShownFiles {
    /** More of an article's are not told. */
    private static final int MOST = 500;
    /** A longer one is no file's: those of the site have at most so many bytes, each of up to three characters. */
    private static final int LONGEST = 4096;

    private static final Pattern ADDRESS = Pattern.compile("\\s(?:src|href|poster)=\"([^\"]+)\"");
    /** Where the site is as long as nobody asks. */
    private static final String HOME = "http://site.invalid";

    private ShownFiles() {}

    static Set<String> of(Article article) {
        String here = HOME + article.path().encoded();
        Set<String> found = new LinkedHashSet<>();
        if (article.image() != null) {
            term(here, article.image()).ifPresent(found::add);
        }
        Matcher addresses = ADDRESS.matcher(article.html());
        while (found.size() < MOST && addresses.find()) {
            term(here, addresses.group(1).replace("&amp;", "&")).ifPresent(found::add);
        }
        return found;
    }

    /** The terms of a file: its path, and its address with the site's present host and with the former ones. */
    static Set<String> terms(SiteSettings site, FilePath file) {
        Set<String> terms = new HashSet<>(Urls.formerly(site, file.encoded()));
        terms.add(file.value());
        terms.add(host(Urls.of(site, file.encoded())));
        return terms;
    }

    private static Optional<String> term(String here, String address) {
        String url = Urls.resolved(here, address).replaceFirst("[?#].*", "");
        if (url.isEmpty() || url.length() > LONGEST) {
            return Optional.empty();
        }
        return url.startsWith(HOME + "/") ? path(url.substring(HOME.length())) : Optional.of(host(url));
    }

    private static Optional<String> path(String encoded) {
        try {
            return Optional.of(FilePath.parse(encoded).value());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String host(String url) {
        return url.substring(url.indexOf("//"));
    }
}
