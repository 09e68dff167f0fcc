package org.dibao.cli.jekyll;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dibao.cli.site.ExportedArticles;
import org.dibao.cli.site.FolderWalk;
import org.dibao.cli.site.FrontMatter;
import org.dibao.cli.site.OwnAddresses;
import org.dibao.cli.site.SiteFile;
import org.dibao.cli.site.SiteFile.Kind;
import org.jspecify.annotations.Nullable;

/** What becomes of a site's folders and files, by their names and the site's settings. */
final class JekyllRules implements FolderWalk.Rules {
    private static final int MAX_ROOT_FILE = 64 * 1024;
    private static final int MAX_FOR_TEMPLATES = 1024 * 1024;
    private static final Pattern DATA = Pattern.compile(".*\\.(?:ya?ml|json|csv|tsv)");
    private static final Pattern ROOT_FILE =
            Pattern.compile("(?:\\.well-known/)?[A-Za-z0-9][A-Za-z0-9._-]{0,90}\\.(?:txt|html|xml|json)");
    private static final List<String> THEME = List.of("_layouts", "_sass", "_plugins", "_site");

    private final JekyllConfig config;
    private final EntryFilter filter;
    private final Collections collections;
    private final JekyllArticles articles;

    JekyllRules(JekyllConfig config) {
        this.config = config;
        this.filter = new EntryFilter(config);
        this.collections = new Collections(config);
        this.articles = new JekyllArticles(config, collections);
    }

    @Override
    public @Nullable String whyNotInto(String name) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        if (THEME.contains(name) || name.equals(config.text("layouts_dir"))) {
            return "part of the site's theme or what is made of it: Dibao has its own pages";
        }
        if (name.equals("_data")
                || name.equals("_includes")
                || JekyllSite.POSTS.contains(last)
                || collections.of(name + "/") != null) {
            return null;
        }
        if (name.startsWith("_data/") || name.startsWith("_includes/")) {
            return last.startsWith(".") ? "hidden" : null;
        }
        if (filter.isExcluded(name, true)) {
            return "excluded by _config.yml";
        }
        if (name.equals(config.collectionsFolder())) {
            return null;
        }
        return filter.isSpecial(name, true) && !name.equals(".well-known")
                ? last.startsWith(".") ? "hidden" : "a folder that Jekyll does not look into"
                : null;
    }

    @Override
    public SiteFile file(Path file, String name) throws IOException {
        String last = name.substring(name.lastIndexOf('/') + 1);
        if (name.equals(JekyllSite.CONFIG)) {
            return SiteFile.of(file, name, Kind.FOR_TEMPLATES);
        }
        if (name.equals(ExportedArticles.NAME)) {
            return SiteFile.leftOut(file, name, "read for what was given to Dibao");
        }
        if (name.equals(JekyllSite.REDIRECTS)) {
            return SiteFile.leftOut(file, name, "read for its redirects");
        }
        if (name.startsWith("_data/") || name.startsWith("_includes/")) {
            return forTemplates(file, name);
        }
        if (Stream.of(name.split("/")).anyMatch(JekyllSite.POSTS::contains)) {
            return last.startsWith(".") ? SiteFile.leftOut(file, name, "hidden") : articles.post(file, name);
        }
        JekyllConfig.Collection collection = collections.of(name);
        if (collection != null) {
            return last.startsWith(".") ? SiteFile.leftOut(file, name, "hidden") : document(file, name, collection);
        }
        if (filter.isExcluded(name, false)) {
            return SiteFile.leftOut(file, name, "excluded by _config.yml");
        }
        if (name.startsWith(".well-known/") && ROOT_FILE.matcher(name).matches()) {
            return root(file, name);
        }
        if (filter.isSpecial(name, false)) {
            return SiteFile.leftOut(
                    file, name, last.startsWith(".") ? "hidden" : "a file that Jekyll does not look into");
        }
        SiteFile page = JekyllSite.isText(last) ? articles.page(file, name) : null;
        return page == null ? other(file, name) : page;
    }

    private SiteFile forTemplates(Path file, String name) throws IOException {
        if (name.substring(name.lastIndexOf('/') + 1).startsWith(".")) {
            return SiteFile.leftOut(file, name, "hidden");
        }
        if (name.startsWith("_data/") && !DATA.matcher(name).matches()) {
            return SiteFile.leftOut(file, name, "no YAML, JSON, CSV or TSV, so no template can ask for it");
        }
        return Files.size(file) > MAX_FOR_TEMPLATES
                ? SiteFile.leftOut(file, name, "larger than 1 MiB, so templates do not know it")
                : SiteFile.of(file, name, Kind.FOR_TEMPLATES);
    }

    private SiteFile document(Path file, String name, JekyllConfig.Collection collection) throws IOException {
        if (!collection.output()) {
            return SiteFile.leftOut(file, name, "of the collection " + collection.label() + ", which has no pages");
        }
        SiteFile document = articles.document(file, name, collection);
        return document == null ? SiteFile.asset(file, collections.within(name).substring(1), name) : document;
    }

    private SiteFile other(Path file, String name) throws IOException {
        if (name.equals("CNAME")) {
            return SiteFile.leftOut(file, name, "read for the site's address");
        }
        if (name.equals("robots.txt")) {
            return SiteFile.leftOut(file, name, "Dibao has its own, which names the sitemaps");
        }
        if (!JekyllSite.isText(name) && hasFrontMatter(file)) {
            return SiteFile.leftOut(
                    file,
                    name,
                    name.matches(".*(?:feed|atom|rss|sitemap)[^/]*")
                            ? "Dibao makes its own feeds and sitemaps"
                            : "made by a template of the site's theme");
        }
        if (name.indexOf('/') < 0 && ROOT_FILE.matcher(name).matches()) {
            return root(file, name);
        }
        return asset(file, name);
    }

    private static SiteFile asset(Path file, String name) {
        return OwnAddresses.isOwnOfFiles("/" + name)
                ? SiteFile.leftOut(file, name, "Dibao has its own at /" + name)
                : SiteFile.asset(file, name, name);
    }

    private static SiteFile root(Path file, String name) throws IOException {
        return Files.size(file) > MAX_ROOT_FILE || OwnAddresses.isOwn("/" + name)
                ? asset(file, name)
                : new SiteFile(file, name, Kind.ROOT_FILE, "", "/" + name, Map.of());
    }

    private static boolean hasFrontMatter(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return FrontMatter.begins(new String(in.readNBytes(16), StandardCharsets.UTF_8));
        }
    }
}
