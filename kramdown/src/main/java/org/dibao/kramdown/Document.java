package org.dibao.kramdown;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.dibao.kramdown.block.Definitions;
import org.dibao.kramdown.block.Settings;
import org.dibao.kramdown.html.HtmlWriter;
import org.dibao.kramdown.tree.Element;
import org.dibao.kramdown.tree.Kind;
import org.dibao.kramdown.tree.PlainText;

/**
 * A text that has been read: its tree, and what is often asked of it. Nothing of it changes; any number of threads may
 * read it at once.
 */
public final class Document {
    private final Element root;
    private final Settings settings;
    private final Map<String, Element> footnotes = new LinkedHashMap<>();

    Document(Element root, Definitions definitions) {
        this.root = root;
        settings = definitions.settings();
        definitions.footnotes().forEach((name, footnote) -> footnotes.put(name, footnote.content()));
    }

    /**
     * A heading.
     *
     * @param level 1 to 6
     * @param id empty if it has none
     */
    public record Heading(int level, String id, String text) {}

    public Element root() {
        return root;
    }

    /** The content of the footnotes that are defined, by name. */
    public Map<String, Element> footnotes() {
        return footnotes;
    }

    public Settings settings() {
        return settings;
    }

    /** The headings in order, those in footnotes left out. */
    public List<Heading> headings() {
        List<Heading> headings = new ArrayList<>();
        walk(root, element -> {
            if (element.is(Kind.HEADING)) {
                String id = element.attributes().getOrDefault("id", "");
                headings.add(new Heading(element.level(), id, PlainText.of(element)));
            }
        });
        return headings;
    }

    /** Where links point, in order; written as Markdown or as HTML. */
    public List<String> links() {
        return attributes(Kind.LINK, "a", "href");
    }

    /** The addresses of images, in order; written as Markdown or as HTML. */
    public List<String> images() {
        return attributes(Kind.IMAGE, "img", "src");
    }

    private List<String> attributes(Kind kind, String tag, String attribute) {
        List<String> values = new ArrayList<>();
        Consumer<Element> collector = element -> {
            boolean wanted =
                    element.is(kind) || element.is(Kind.HTML) && element.value().equals(tag);
            String value = wanted ? element.attribute(attribute) : null;
            if (value != null) {
                values.add(value);
            }
        };
        walk(root, collector);
        footnotes.values().forEach(note -> walk(note, collector));
        return values;
    }

    private static void walk(Element element, Consumer<Element> visitor) {
        visitor.accept(element);
        element.children().forEach(child -> walk(child, visitor));
    }

    /**
     * The running text: a line for each block; no headings, code blocks, footnotes or their marks, comments, or table of
     * contents.
     */
    public String plainText() {
        return PlainText.ofBody(root);
    }

    /**
     * The paragraphs of the running text, those in lists without empty lines left out: each as plain text, in lines as
     * it was written. A break that the author meant is a line separator (U+2028).
     */
    public List<String> paragraphs() {
        return PlainText.paragraphs(root);
    }

    /** The whole document as HTML, with its table of contents and its footnotes. */
    public String toHtml() {
        return HtmlWriter.write(this);
    }
}
