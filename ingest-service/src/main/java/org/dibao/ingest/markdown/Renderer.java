package org.dibao.ingest.markdown;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dibao.contract.article.Source;
import org.dibao.ingest.liquid.Expanded;
import org.dibao.ingest.liquid.Liquid;
import org.dibao.ingest.liquid.SiteFiles;
import org.dibao.kramdown.Document;
import org.dibao.kramdown.Kramdown;
import org.dibao.liquid.Limits;
import org.dibao.support.html.Sanitizer;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/**
 * Renders an article's source: runs Liquid, reads Markdown once, into a tree from which the HTML and the beginning of
 * the text come, and removes everything executable from the HTML.
 */
public final class Renderer {
    private Renderer() {}

    /** The same for a text of which nothing else is known. */
    public static Rendering render(Source source) {
        return render(source, Map.of(), SiteFiles.none(), Limits.DEFAULT);
    }

    /**
     * A pure function of what is given; takes time proportional to the source's length and to what its templates do.
     *
     * @param page   the variables that its templates find as {@code page}
     * @param site   what its templates may ask for beside it
     * @param limits on its templates
     * @throws org.dibao.ingest.fields.Refused if they do more
     */
    public static Rendering render(
            Source source, Map<String, ? extends @Nullable Object> page, SiteFiles site, Limits limits) {
        Expanded text = Liquid.run(
                source.text().replace("\r\n", "\n").replace('\r', '\n'), source.format(), page, site, limits);
        return switch (source.format()) {
            case MARKDOWN ->
                markdown(
                        Kramdown.parse(text.text()),
                        Stream.concat(text.warnings().stream(), BrokenFences.warnings(text.text()).stream())
                                .toList());
            case HTML -> html(text);
        };
    }

    private static Rendering markdown(Document document, List<String> warnings) {
        String html = Sanitizer.clean(parsed(document.toHtml()));
        return new Rendering(html, UnknownMarks.removed(Beginning.of(document.paragraphs())), warnings);
    }

    private static Rendering html(Expanded text) {
        var clean = Sanitizer.cleaned(parsed(text.text()));
        List<String> paragraphs = HtmlParagraphs.of(clean.body());
        return new Rendering(Sanitizer.html(clean), Beginning.of(paragraphs), text.warnings());
    }

    private static org.jsoup.nodes.Document parsed(String html) {
        var document = Jsoup.parseBodyFragment(html);
        return UnknownMarks.areIn(html) ? UnknownMarks.removed(document) : document;
    }
}
