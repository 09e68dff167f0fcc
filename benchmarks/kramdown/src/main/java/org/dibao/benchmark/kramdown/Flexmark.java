package org.dibao.benchmark.kramdown;

import com.vladsch.flexmark.ext.abbreviation.AbbreviationExtension;
import com.vladsch.flexmark.ext.definition.DefinitionExtension;
import com.vladsch.flexmark.ext.footnotes.FootnoteExtension;
import com.vladsch.flexmark.ext.gfm.strikethrough.StrikethroughExtension;
import com.vladsch.flexmark.ext.gfm.tasklist.TaskListExtension;
import com.vladsch.flexmark.ext.tables.TablesExtension;
import com.vladsch.flexmark.ext.typographic.TypographicExtension;
import com.vladsch.flexmark.html.HtmlRenderer;
import com.vladsch.flexmark.parser.Parser;
import com.vladsch.flexmark.parser.ParserEmulationProfile;
import com.vladsch.flexmark.util.data.MutableDataSet;
import java.util.List;

/** flexmark as articles were converted before, without the repairs that came around it. */
final class Flexmark {
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

    private Flexmark() {}

    static String toHtml(String markdown) {
        return RENDERER.render(PARSER.parse(markdown));
    }
}
