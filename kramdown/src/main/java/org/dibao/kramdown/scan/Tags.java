package org.dibao.kramdown.scan;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.dibao.kramdown.tree.Content;

/** What is known of HTML's elements: data of kramdown's grammar. */
public final class Tags {
    private static final Set<String> SPANS = words("""
            a abbr acronym b big bdo br button cite code del dfn em i img input ins kbd label mark option q rb rbc rp rt
            rtc ruby samp select small span strong sub sup textarea time tt u var""");
    private static final Set<String> BLOCKS = words("""
            address article aside applet body blockquote caption col colgroup dd div dl dt fieldset figcaption footer
            form h1 h2 h3 h4 h5 h6 header hgroup hr html head iframe legend menu li main map nav ol optgroup p pre
            section summary table tbody td th thead tfoot tr ul""");
    private static final Set<String> EMPTY =
            words("area base br col command embed hr img input keygen link meta param source track wbr");
    private static final Set<String> OF_BLOCKS = words("""
            address applet article aside blockquote body dd details div dl fieldset figure figcaption footer form header
            hgroup iframe li main map menu nav noscript object section summary td""");
    private static final Set<String> OF_SPANS = words("""
            a abbr acronym b bdo big button cite caption del dfn dt em h1 h2 h3 h4 h5 h6 i ins label legend optgroup p q
            rb rbc rp rt rtc ruby select small span strong sub sup th tt""");
    private static final Map<String, Content> MARKDOWN_VALUES =
            Map.of("0", Content.RAW, "span", Content.SPANS, "block", Content.BLOCKS);

    private Tags() {}

    private static Set<String> words(String list) {
        return Set.of(list.split("\\s+"));
    }

    public static boolean isSpan(String name) {
        return SPANS.contains(name);
    }

    /** Whether an element that begins a line is a block of its own. */
    public static boolean mayBeBlock(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !isSpan(lower) || lower.equals("textarea");
    }

    public static boolean isBlock(String name) {
        return BLOCKS.contains(name);
    }

    /** Whether the element cannot have content. */
    public static boolean isEmpty(String name) {
        return EMPTY.contains(name);
    }

    /** Whether it is an element of HTML, whose name is the same in capitals. */
    public static boolean isKnown(String name) {
        return isSpan(name) || isBlock(name) || isEmpty(name) || content(name) != Content.RAW || isRaw(name);
    }

    private static boolean isRaw(String name) {
        return name.equals("script") || name.equals("style") || name.equals("math");
    }

    /** How the inside is read where Markdown is asked for. */
    public static Content content(String name) {
        if (OF_BLOCKS.contains(name)) {
            return Content.BLOCKS;
        }
        return OF_SPANS.contains(name) ? Content.SPANS : Content.RAW;
    }

    /** What {@code markdown="…"} asks for in an element, or otherwise the given reading. */
    public static Content asked(String name, String markdown, Content otherwise) {
        return markdown.equals("1") ? content(name) : MARKDOWN_VALUES.getOrDefault(markdown, otherwise);
    }
}
