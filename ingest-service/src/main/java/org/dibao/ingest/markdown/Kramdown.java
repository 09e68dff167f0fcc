package org.dibao.ingest.markdown;

import com.vladsch.flexmark.ext.abbreviation.AbbreviationExtension;
import com.vladsch.flexmark.ext.definition.DefinitionExtension;
import com.vladsch.flexmark.ext.footnotes.FootnoteBlock;
import com.vladsch.flexmark.ext.footnotes.FootnoteExtension;
import com.vladsch.flexmark.ext.gfm.strikethrough.StrikethroughExtension;
import com.vladsch.flexmark.ext.gfm.tasklist.TaskListExtension;
import com.vladsch.flexmark.ext.tables.TablesExtension;
import com.vladsch.flexmark.ext.typographic.TypographicExtension;
import com.vladsch.flexmark.html.HtmlRenderer;
import com.vladsch.flexmark.parser.Parser;
import com.vladsch.flexmark.parser.ParserEmulationProfile;
import com.vladsch.flexmark.util.ast.Node;
import com.vladsch.flexmark.util.data.MutableDataSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/**
 * Converts Markdown to HTML like Jekyll's kramdown with its GFM parser: attribute lists, tables of contents, footnote
 * names, {@code markdown="1"} and heading ids are applied to the tree. The result is not sanitised.
 */
final class Kramdown {
    private static final Parser PARSER;
    private static final HtmlRenderer RENDERER;

    static {
        MutableDataSet options = new MutableDataSet();
        options.setFrom(ParserEmulationProfile.KRAMDOWN);
        options.set(
                Parser.EXTENSIONS,
                List.of(
                        TablesExtension.create(),
                        FootnoteExtension.create(),
                        DefinitionExtension.create(),
                        AbbreviationExtension.create(),
                        StrikethroughExtension.create(),
                        TaskListExtension.create(),
                        TypographicExtension.create()));
        // Jekyll uses kramdown's GFM parser, which needs no blank line before lists and quotes.
        options.set(Parser.LISTS_BULLET_ITEM_INTERRUPTS_PARAGRAPH, true);
        options.set(Parser.LISTS_ORDERED_ITEM_INTERRUPTS_PARAGRAPH, true);
        options.set(Parser.LISTS_ORDERED_NON_ONE_ITEM_INTERRUPTS_PARAGRAPH, true);
        options.set(Parser.BLOCK_QUOTE_INTERRUPTS_PARAGRAPH, true);
        options.set(Parser.ASTERISK_DELIMITER_PROCESSOR, false);
        options.set(Parser.HEADING_PARSER, false);
        options.set(HtmlRenderer.SOFT_BREAK, "\n");
        options.set(HtmlRenderer.GENERATE_HEADER_ID, false);
        options.set(HtmlRenderer.RENDER_HEADER_ID, false);
        options.set(TablesExtension.MIN_SEPARATOR_DASHES, 1);
        // Characters, not entities: they also occur in attributes.
        options.set(TypographicExtension.DOUBLE_QUOTE_OPEN, "“");
        options.set(TypographicExtension.DOUBLE_QUOTE_CLOSE, "”");
        options.set(TypographicExtension.SINGLE_QUOTE_OPEN, "‘");
        options.set(TypographicExtension.SINGLE_QUOTE_CLOSE, "’");
        options.set(TypographicExtension.SINGLE_QUOTE_UNMATCHED, "’");
        options.set(TypographicExtension.ANGLE_QUOTE_OPEN, "«");
        options.set(TypographicExtension.ANGLE_QUOTE_CLOSE, "»");
        options.set(TypographicExtension.EN_DASH, "–");
        options.set(TypographicExtension.EM_DASH, "—");
        options.set(TypographicExtension.ELLIPSIS, "…");
        options.set(TypographicExtension.ELLIPSIS_SPACED, "…");
        PARSER = Parser.builder(options)
                .customDelimiterProcessor(new LenientAsterisks())
                .customBlockParserFactory(new QuickHeadings())
                .build();
        RENDERER = HtmlRenderer.builder(options).build();
    }

    private Kramdown() {}

    /** @throws org.dibao.ingest.fields.Refused if the parser would take too long */
    static Document document(String markdown) {
        ComplexityLimits.check(markdown);
        Document document = document(markdown, 0);
        Headings.complete(document);
        return document;
    }

    static Document document(String markdown, int depth) {
        MarkdownInHtml inner = MarkdownInHtml.cut(markdown, depth);
        Node tree = PARSER.parse(inner.rest());
        Document document = Jsoup.parseBodyFragment(RENDERER.render(tree));
        AttributeLists.apply(document.body());
        KramdownFootnotes.rename(document.body(), footnoteNames(tree));
        inner.putBack(document.body());
        return document;
    }

    private static Map<Integer, String> footnoteNames(Node tree) {
        Map<Integer, String> names = new HashMap<>();
        for (Node node : tree.getDescendants()) {
            if (node instanceof FootnoteBlock block && block.getFirstReferenceOffset() != Integer.MAX_VALUE) {
                names.put(block.getFootnoteOrdinal(), block.getText().toString().strip());
            }
        }
        return names;
    }
}
