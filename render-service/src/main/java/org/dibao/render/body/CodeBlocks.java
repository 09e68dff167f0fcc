package org.dibao.render.body;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dibao.render.body.code.Highlighter;
import org.dibao.render.body.code.Token;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * Highlights code blocks in known languages, as Markdown, Jekyll and its highlighters mark them; their text stays
 * unchanged.
 */
final class CodeBlocks {
    private static final Pattern NAMED =
            Pattern.compile("(?:^|\\s)(?:language-|lang-|brush:\\s*|highlight-source-)([A-Za-z0-9+#_.-]{1,30})");
    /** How many enclosing elements are searched for the language. */
    private static final int AROUND = 4;

    private CodeBlocks() {}

    static void colour(Element body, BodyLimits limits) {
        int left = limits.allCodeChars();
        Map<Element, String> known = new IdentityHashMap<>();
        for (Element block : Nodes.all(body, "pre")) {
            Element code =
                    block.childrenSize() == 1 && block.child(0).normalName().equals("code") ? block.child(0) : block;
            String language = language(code, body, known);
            if (language != null && Highlighter.knows(language) && isPlain(code)) {
                String text = code.wholeText();
                if (text.length() <= Math.min(left, limits.codeChars())) {
                    left -= text.length();
                    write(Highlighter.tokens(language, text), text, code);
                }
            }
        }
    }

    /** @param known results for elements examined before: one element may enclose many blocks */
    private static @Nullable String language(Element code, Element body, Map<Element, String> known) {
        @Nullable Element at = code;
        for (int i = 0; i < AROUND && at != null && at != body; i++, at = at.parent()) {
            String language = known.computeIfAbsent(at, CodeBlocks::language);
            if (!language.isEmpty()) {
                return language;
            }
        }
        return null;
    }

    /** The language stated by the element itself, or empty. */
    private static String language(Element element) {
        Matcher named = NAMED.matcher(element.className());
        return (named.find() ? named.group(1) : element.attr("data-lang").strip()).toLowerCase(Locale.ROOT);
    }

    /** Whether it contains only text and another highlighter's spans. */
    private static boolean isPlain(Element code) {
        return code.nodeStream()
                .allMatch(node -> node == code
                        || node instanceof TextNode
                        || node instanceof Element span && span.normalName().equals("span") && !span.hasAttr("id"));
    }

    private static void write(List<Token> tokens, String text, Element code) {
        List<Node> nodes = new ArrayList<>(tokens.size() * 2);
        int at = 0;
        for (Token token : tokens) {
            if (token.start() > at) {
                nodes.add(new TextNode(text.substring(at, token.start())));
            }
            Element span = new Element("span").attr("class", token.kind().cssClass());
            span.appendChild(new TextNode(text.substring(token.start(), token.end())));
            nodes.add(span);
            at = token.end();
        }
        if (at < text.length()) {
            nodes.add(new TextNode(text.substring(at)));
        }
        code.empty();
        code.appendChildren(nodes);
    }
}
