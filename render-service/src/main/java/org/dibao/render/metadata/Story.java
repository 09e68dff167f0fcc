package org.dibao.render.metadata;

import java.util.regex.Pattern;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.Origin;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.text.OneLine;
import org.dibao.render.body.Picture;
import org.dibao.render.body.RenderedBody;
import org.dibao.render.body.SitePictures;
import org.dibao.render.body.SourceLine;
import org.jspecify.annotations.Nullable;

/**
 * An article and what is derived from its body.
 *
 * @param html    the body as pages show it; links may be relative
 * @param summary plain text, a sentence or two; empty if there is none
 * @param source  where it was taken from, such as 大众日报; absent if not stated
 * @param image   address of its preview image, absolute; absent if it has none
 * @param shared  what is shown of it beside links to the article; absent if it has none
 */
public record Story(
        Article article,
        String html,
        String summary,
        @Nullable String source,
        @Nullable String image,
        @Nullable SharedPicture shared) {
    /** Length of a summary, in characters. */
    public static final int SUMMARY = 150;
    /** In pixels: an image with a smaller stated width or height is an icon or a tracking pixel. */
    public static final int MIN_PICTURE = 100;

    private static final Pattern PIXELS = Pattern.compile("[0-9]{1,5}");

    /** Of an article of whose pictures nothing is known. */
    public static Story of(SiteSettings site, Article article, RenderedBody body) {
        return of(site, article, body, SitePictures.NONE);
    }

    /**
     * @param body     of the article, as pages show it
     * @param pictures those of the site that it shows
     */
    public static Story of(SiteSettings site, Article article, RenderedBody body, SitePictures pictures) {
        String excerpt = article.excerpt() == null ? "" : line(article.excerpt());
        SourceLine source = source(article, body);
        String image = image(site, article, body);
        return new Story(
                article,
                body.html(),
                shortened(excerpt.isEmpty() ? line(body.running()) : excerpt),
                source == null ? null : source.name(),
                image,
                image == null ? null : SharedPicture.of(site, article, body, pictures, image));
    }

    /** Where an article was taken from: according to its publisher, otherwise according to its last lines. */
    public static @Nullable SourceLine source(Article article, RenderedBody body) {
        Origin given = article.origin();
        return given == null ? body.source() : new SourceLine(given.name(), given.url());
    }

    private static @Nullable String image(SiteSettings site, Article article, RenderedBody body) {
        String base = Urls.of(site, article.path());
        String stated = Urls.rooted(site, article.image());
        String given = stated == null ? "" : Urls.resolved(base, stated);
        if (!given.isEmpty()) {
            return given;
        }
        for (Picture picture : body.pictures()) {
            String url = Urls.resolved(base, picture.src());
            if (!url.isEmpty() && !isSmall(picture.width()) && !isSmall(picture.height())) {
                return url;
            }
        }
        return null;
    }

    private static boolean isSmall(String pixels) {
        return PIXELS.matcher(pixels).matches() && Integer.parseInt(pixels) < MIN_PICTURE;
    }

    private static String line(String text) {
        return OneLine.of(text);
    }

    private static String shortened(String line) {
        return line.codePointCount(0, line.length()) <= SUMMARY
                ? line
                : line.substring(0, line.offsetByCodePoints(0, SUMMARY - 1)) + "…";
    }
}
