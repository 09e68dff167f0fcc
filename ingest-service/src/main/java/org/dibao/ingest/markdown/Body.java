package org.dibao.ingest.markdown;

import org.dibao.contract.article.Source;
import org.dibao.support.html.Sanitizer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** Makes an article's HTML from its source: Liquid out, Markdown read, and whatever can run taken out. */
public final class Body {
    private Body() {}

    /** A pure function of the source. Nothing in what it gives can run in a browser. */
    public static String html(Source source) {
        String text = Liquid.remove(source.text().replace("\r\n", "\n").replace('\r', '\n'), source.format());
        Document document = switch (source.format()) {
            case MARKDOWN -> Kramdown.document(text);
            case HTML -> Jsoup.parseBodyFragment(text);
        };
        return Sanitizer.clean(document);
    }
}
