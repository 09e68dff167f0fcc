package org.dibao.benchmark.kramdown;

import com.vladsch.flexmark.parser.Parser;
import com.vladsch.flexmark.parser.block.BlockParserFactory;
import com.vladsch.flexmark.parser.block.BlockStart;
import com.vladsch.flexmark.parser.block.CustomBlockParserFactory;
import com.vladsch.flexmark.parser.block.MatchedBlockParser;
import com.vladsch.flexmark.parser.block.ParserState;
import com.vladsch.flexmark.parser.core.HeadingParser;
import com.vladsch.flexmark.util.data.DataHolder;
import com.vladsch.flexmark.util.sequence.mappers.SpecialLeadInHandler;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parser's own heading parser, called only for lines that look like a heading. Called for every line, as is the
 * default, it joins all lines of the paragraph so far each time: a table of 10,000 rows took a minute.
 */
final class QuickHeadings implements CustomBlockParserFactory {
    private final HeadingParser.Factory headings = new HeadingParser.Factory();

    @Override
    public @Nullable Set<Class<?>> getAfterDependents() {
        return headings.getAfterDependents();
    }

    @Override
    public @Nullable Set<Class<?>> getBeforeDependents() {
        return headings.getBeforeDependents();
    }

    @Override
    public boolean affectsGlobalScope() {
        return headings.affectsGlobalScope();
    }

    @Override
    public @Nullable SpecialLeadInHandler getLeadInHandler(DataHolder options) {
        return headings.getLeadInHandler(options);
    }

    @Override
    public BlockParserFactory apply(DataHolder options) {
        BlockParserFactory factory = headings.apply(options);
        boolean spaceless =
                Parser.HEADING_NO_ATX_SPACE.get(options) || Parser.HEADING_NO_EMPTY_HEADING_WITHOUT_SPACE.get(options);
        return new BlockParserFactory() {
            @Override
            public @Nullable BlockStart tryStart(ParserState state, MatchedBlockParser matched) {
                return looksLikeOne(state.getLine(), state.getNextNonSpaceIndex(), spaceless)
                        ? factory.tryStart(state, matched)
                        : BlockStart.none();
            }
        };
    }

    private static boolean looksLikeOne(CharSequence line, int from, boolean spaceless) {
        char first = from < line.length() ? line.charAt(from) : 0;
        if (first != '#' && first != '=' && first != '-') {
            return false;
        }
        int at = from;
        while (at < line.length() && line.charAt(at) == first) {
            at++;
        }
        if (first == '#') {
            return at - from <= 6 && (spaceless || at == line.length() || isWhite(line.charAt(at)));
        }
        while (at < line.length() && isWhite(line.charAt(at))) {
            at++;
        }
        return at == line.length();
    }

    private static boolean isWhite(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }
}
