package org.dibao.ingest.markdown;

import org.dibao.contract.article.Source;
import org.dibao.ingest.liquid.Liquid;
import org.dibao.kramdown.Kramdown;
import org.dibao.support.html.Sanitizer;
import org.jsoup.Jsoup;

/** Converts an article's source to HTML: removes Liquid, converts Markdown, and removes everything executable. */
public final class HtmlConverter {
    private HtmlConverter() {}

    /** A pure function of the source. Nothing in its result can run in a browser. */
    public static String html(Source source) {
        String text = Liquid.remove(source.text().replace("\r\n", "\n").replace('\r', '\n'), source.format());
        String html = switch (source.format()) {
            case MARKDOWN -> Kramdown.parse(text).toHtml();
            case HTML -> text;
        };
        return Sanitizer.clean(Jsoup.parseBodyFragment(html));
    }
}
