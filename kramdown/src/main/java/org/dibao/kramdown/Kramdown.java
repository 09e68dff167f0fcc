package org.dibao.kramdown;

import org.dibao.kramdown.block.Blocks;
import org.dibao.kramdown.block.Definitions;
import org.dibao.kramdown.block.Settings;
import org.dibao.kramdown.scan.Effort;
import org.dibao.kramdown.span.Spans;
import org.dibao.kramdown.tree.Element;
import org.dibao.kramdown.tree.Kind;

/**
 * Reads Markdown as Jekyll does: the syntax of kramdown 2 with GitHub's additions, hard wraps off, automatic ids, curly
 * quotes.
 *
 * <p>Any text is a document; nothing is refused. The time is proportional to the text's length. A reader has no state:
 * any number of threads may use the methods at once.
 *
 * @see <a href="https://kramdown.gettalong.org/syntax.html">kramdown's syntax</a>
 */
public final class Kramdown {
    private Kramdown() {}

    public static Document parse(String text) {
        String source = normalized(text);
        Definitions definitions = new Definitions(new Settings(), new Effort(source.length()));
        Element root = new Element(Kind.ROOT);
        Blocks.parse(source, root, definitions);
        Spans.parse(root, definitions);
        return new Document(root, definitions);
    }

    /** Every line ends with one line feed, the last one too. */
    private static String normalized(String text) {
        String lines =
                text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
        return lines.endsWith("\n") ? lines : lines + "\n";
    }
}
