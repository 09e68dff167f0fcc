package org.dibao.render.web;

import java.nio.charset.StandardCharsets;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.site.SiteSettings;
import org.jspecify.annotations.Nullable;

/** The text files of the site's settings, such as {@code /ads.txt}. What they say is sent as it is. */
final class RootFiles {
    private RootFiles() {}

    /** Absent if the settings have no file at this path. */
    static @Nullable RenderedResponse at(SiteSettings site, ArticlePath path) {
        String name = path.value().substring(1);
        String text = site.files().get(name);
        return text == null
                ? null
                : new RenderedResponse.Document(
                        type(name), RenderedResponse.Document.ASK_EACH_TIME, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html" -> "text/html; charset=utf-8";
            case "xml" -> "application/xml; charset=utf-8";
            case "json" -> "application/json";
            default -> "text/plain; charset=utf-8";
        };
    }
}
