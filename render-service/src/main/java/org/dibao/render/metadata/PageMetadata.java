package org.dibao.render.metadata;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Machine-readable metadata in a page's {@code <head>}, as plain text that is not escaped yet, except for
 * {@code jsonLd}.
 *
 * @param title       of the page, without the site's name; empty for the front page
 * @param description empty if there is none
 * @param canonical   absolute; empty for pages without their own address, such as 404
 * @param metas       {@code <meta name=… content=…>}, without the description
 * @param properties  {@code <meta property=… content=…>}
 * @param alternates  {@code <link rel="alternate" …>}: translations first, then feeds
 * @param jsonLd      bodies of {@code <script type="application/ld+json">}, already escaped
 */
public record PageMetadata(
        String title,
        String description,
        String canonical,
        List<Meta> metas,
        List<Meta> properties,
        List<Alternate> alternates,
        List<String> jsonLd) {

    public PageMetadata {
        metas = List.copyOf(metas);
        properties = List.copyOf(properties);
        alternates = List.copyOf(alternates);
        jsonLd = List.copyOf(jsonLd);
    }

    /** Only what people also see. */
    public static PageMetadata plain(String title, String description, String canonical) {
        return new PageMetadata(title, description, canonical, List.of(), List.of(), List.of(), List.of());
    }

    /** The same with another description. */
    public PageMetadata described(String description) {
        return new PageMetadata(title, description, canonical, metas, properties, alternates, jsonLd);
    }

    /** @param name the name of the meta element, or the property */
    public record Meta(String name, String content) {}

    /**
     * An alternate version of the page.
     *
     * @param hreflang BCP 47 or {@code x-default}; absent for a feed
     * @param type     media type; absent for a translation
     * @param title    absent for a translation
     * @param href     absolute
     */
    public record Alternate(
            @Nullable String hreflang,
            @Nullable String type,
            @Nullable String title,
            String href) {}
}
