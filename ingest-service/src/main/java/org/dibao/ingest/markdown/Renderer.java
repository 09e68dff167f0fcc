package org.dibao.ingest.markdown;

import java.util.List;
import org.dibao.contract.article.Source;
import org.dibao.ingest.liquid.Liquid;
import org.dibao.kramdown.Document;
import org.dibao.kramdown.Kramdown;
import org.dibao.support.html.Sanitizer;
import org.jsoup.Jsoup;

/**
 * Renders an article's source: removes Liquid, reads Markdown once, into a tree from which the HTML and the beginning of
 * the text come, and removes everything executable from the HTML.
 */
public final class Renderer {
    private Renderer() {}

    /** A pure function of the source; takes time proportional to its length. */
    public static Rendering render(Source source) {
        String text = Liquid.remove(source.text().replace("\r\n", "\n").replace('\r', '\n'), source.format());
        return switch (source.format()) {
            case MARKDOWN -> markdown(Kramdown.parse(text));
            case HTML -> html(text);
        };
    }

    private static Rendering markdown(Document document) {
        String html = Sanitizer.clean(Jsoup.parseBodyFragment(document.toHtml()));
        return new Rendering(html, Beginning.of(document.paragraphs()));
    }

    private static Rendering html(String text) {
        var clean = Sanitizer.cleaned(Jsoup.parseBodyFragment(text));
        List<String> paragraphs = HtmlParagraphs.of(clean.body());
        return new Rendering(Sanitizer.html(clean), Beginning.of(paragraphs));
    }
}
