package org.dibao.render.metadata;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a page's {@code <head>} tells machines, as plain text that is still to be escaped, but for {@code jsonLd}.
 *
 * @param title       of the page, without the site's name; empty for the front page
 * @param description empty if there is none
 * @param canonical   absolute; empty for pages that have no address of their own, as 404
 * @param metas       {@code <meta name=… content=…>}, without the description
 * @param properties  {@code <meta property=… content=…>}
 * @param alternates  {@code <link rel="alternate" …>}: translations first, then feeds
 * @param jsonLd      bodies of {@code <script type="application/ld+json">}, escaped so that they are printed as they are
 */
public record Head(
        String title,
        String description,
        String canonical,
        List<Meta> metas,
        List<Meta> properties,
        List<Alternate> alternates,
        List<String> jsonLd) {

    public Head {
        metas = List.copyOf(metas);
        properties = List.copyOf(properties);
        alternates = List.copyOf(alternates);
        jsonLd = List.copyOf(jsonLd);
    }

    /** Nothing but what people see too. */
    public static Head plain(String title, String description, String canonical) {
        return new Head(title, description, canonical, List.of(), List.of(), List.of(), List.of());
    }

    /** With another description, for people in search results too; the page's own head keeps all else. */
    public Head described(String description) {
        return new Head(title, description, canonical, metas, properties, alternates, jsonLd);
    }

    /** @param name of the meta element, or the property */
    public record Meta(String name, String content) {}

    /**
     * The same elsewhere.
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
