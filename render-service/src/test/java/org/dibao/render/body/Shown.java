package org.dibao.render.body;

import java.util.Set;

/** Bodies of a site for tests. */
final class Shown {
    static final BodyTexts TEXTS =
            new BodyTexts("Original", "Table", "Picture", "Details", "Footnotes", "Footnote", "Back to the text");
    static final BodyOptions PLAIN = new BodyOptions(
            Set.of("Old.example", "older.example:8080"),
            "https://news.example",
            false,
            TEXTS,
            Set.of("top"),
            BodyLimits.DEFAULT);
    static final BodyOptions GROUPED =
            new BodyOptions(PLAIN.formerHosts(), PLAIN.baseUrl(), true, TEXTS, PLAIN.reservedIds(), BodyLimits.DEFAULT);

    private Shown() {}

    static RenderedBody body(String html) {
        return BodyRenderer.of(html, PLAIN);
    }

    static String html(String html) {
        return body(html).html();
    }
}
