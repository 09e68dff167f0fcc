package org.dibao.ingest.liquid;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.regex.Pattern;
import org.dibao.contract.article.ArticlePath;
import org.dibao.kramdown.Kramdown;
import org.dibao.liquid.Host;
import org.dibao.liquid.PluginTag;
import org.jspecify.annotations.Nullable;

/** What a post may ask for: the addresses of other articles, which redirect to their paths, and the usual plugins. */
final class SiteHost implements Host {
    private static final Pattern POST = Pattern.compile("(?:.*/)?\\d{4}-\\d{1,2}-\\d{1,2}-[^/]+");
    private static final Pattern TEXT = Pattern.compile("\\.(md|markdown|html)$");

    private final Map<String, ? extends @Nullable Object> page;
    private final SiteFiles files;

    SiteHost(Map<String, ? extends @Nullable Object> page, SiteFiles files) {
        this.page = page;
        this.files = files;
    }

    @Override
    public @Nullable String include(String name) {
        return files.include(name);
    }

    @Override
    public @Nullable String includeRelative(String name) {
        return page.get("path") instanceof String path ? files.beside(path, name) : null;
    }

    @Override
    public String link(String path) {
        String page = files.address(path.replaceFirst("^/", ""));
        return page != null ? page : address(path);
    }

    @Override
    public String postUrl(String name) {
        return address(name);
    }

    private static String address(String name) {
        String file = name.replaceFirst("^/?_posts/", "").replaceFirst("^/", "");
        boolean text = TEXT.matcher(file).find();
        if (POST.matcher(file).matches()) {
            String id = TEXT.matcher(file.substring(file.lastIndexOf('/') + 1)).replaceFirst("");
            return ArticlePath.encode("/articles/" + id);
        }
        return ArticlePath.encode("/" + (text ? TEXT.matcher(file).replaceFirst(".html") : file));
    }

    @Override
    public @Nullable String plugin(PluginTag tag) {
        return Plugins.write(tag);
    }

    @Override
    public String markdownify(String text) {
        return Kramdown.parse(text).toHtml();
    }

    /** The article's own time, so that the same text always gives the same article. */
    @Override
    public Instant now() {
        return page.get("date") instanceof ZonedDateTime date ? date.toInstant() : Instant.EPOCH;
    }
}
