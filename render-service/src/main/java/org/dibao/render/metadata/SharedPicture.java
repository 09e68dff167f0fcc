package org.dibao.render.metadata;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dibao.contract.article.Article;
import org.dibao.contract.file.Crop;
import org.dibao.contract.file.FileContent;
import org.dibao.contract.file.FilePath;
import org.dibao.contract.file.Variant;
import org.dibao.contract.site.SiteSettings;
import org.dibao.render.body.Picture;
import org.dibao.render.body.RenderedBody;
import org.dibao.render.body.SitePictures;
import org.jspecify.annotations.Nullable;

/**
 * The picture that other sites and chats show beside a link to an article: its preview image, of which they are given a part
 * in their shape if
 * it is one of the site's own.
 *
 * @param url    absolute
 * @param width  in pixels; absent if it is not known
 * @param height likewise
 * @param alt    what it shows, as the article says; empty if it does not
 */
public record SharedPicture(
        String url, @Nullable Integer width, @Nullable Integer height, String alt) {
    /** In pixels: smaller ones are shown beside the title, not above it. */
    private static final int LARGE_WIDTH = 300;

    private static final int LARGE_HEIGHT = 157;

    private static final Pattern ALT = Pattern.compile("\\balt=\"([^\"]*)\"");

    /** @param image the address of the preview image, absolute */
    static SharedPicture of(
            SiteSettings site, Article article, RenderedBody body, SitePictures pictures, String image) {
        String home = Urls.of(site, "/");
        String alt = alt(Urls.of(site, article.path()), body, image);
        FilePath path = image.startsWith(home) ? path(image.substring(home.length() - 1)) : null;
        FileContent file = path == null ? null : pictures.files().get(path);
        if (path == null || file == null) {
            return new SharedPicture(image, null, null, alt);
        }
        Variant preview = Variant.preview(file).orElse(null);
        if (preview == null) {
            return new SharedPicture(image, file.width(), file.height(), alt);
        }
        Crop crop = Variant.crop(file).orElseThrow();
        String address = Urls.of(site, "/") + preview.address(path, file).substring(1);
        return new SharedPicture(address, crop.shownWidth(), crop.shownHeight(), alt);
    }

    private static String alt(String here, RenderedBody body, String image) {
        for (Picture picture : body.pictures()) {
            if (Urls.resolved(here, picture.src()).equals(image)) {
                Matcher alt = ALT.matcher(body.html().substring(picture.from(), picture.to()));
                return alt.find() ? org.jsoup.parser.Parser.unescapeEntities(alt.group(1), true) : "";
            }
        }
        return "";
    }

    private static @Nullable FilePath path(String address) {
        try {
            return FilePath.parse(address.replaceFirst("[?#].*", ""));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Whether it is worth a card of its own width. */
    boolean isLarge() {
        return width == null || height == null || width >= LARGE_WIDTH && height >= LARGE_HEIGHT;
    }
}
