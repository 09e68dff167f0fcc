package org.dibao.support.html;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dibao.contract.address.AllowedAddress;
import org.dibao.contract.address.Srcset;
import org.dibao.contract.html.AllowedElements;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;
import org.jspecify.annotations.Nullable;

/**
 * Keeps {@linkplain AllowedElements what articles may consist of} and drops the rest, by an allow-list, never by a list of what
 * is forbidden. Scripts, styles, frames, forms, SVG, MathML and event handlers are removed, as are addresses that
 * {@link AllowedAddress} refuses; the others are brought into its final form. A picture that a script would load later is
 * loaded at once. An embedded frame becomes a link to its content, a check box a character; table columns keep their
 * alignment.
 */
public final class Sanitizer {
    private static final Pattern ALIGN =
            Pattern.compile("(?i)(?:^|;)\\s*text-align\\s*:\\s*(left|right|center|justify)\\s*(?:;|$)");
    /** Elements with content that is not text of the article or is not parsed as HTML. */
    private static final String GONE =
            "script, style, template, noscript, noembed, noframes, object, embed, applet, svg, math,"
                    + " select, textarea, button, datalist, title, head, base, link, meta, xmp, plaintext, frameset, frame, canvas, dialog";

    /** Where scripts that load pictures late look for the address, the most usual first. */
    private static final List<String> LATER_SRC =
            List.of("data-src", "data-original", "data-lazy-src", "data-lazyload", "data-actualsrc", "data-echo");

    private static final List<String> LATER_SRCSET = List.of("data-srcset", "data-lazy-srcset", "data-original-set");
    private static final String LOADED_LATER = "img, source, video, audio, iframe".replaceAll("\\w+", "$0[^data-]");

    private static final Cleaner CLEANER = new Cleaner(safelist());

    private Sanitizer() {}

    /** HTML that was sanitised before, by whichever release: what this one allows of it. The same again if it was this one. */
    public static String clean(String html) {
        return clean(Jsoup.parseBodyFragment(html));
    }

    /**
     * The body's content as HTML without anything executable.
     *
     * @param document it is modified
     */
    public static String clean(Document document) {
        return html(cleaned(document));
    }

    /** What {@link #cleaned} returned, as HTML. */
    public static String html(Document clean) {
        return clean.body().html().strip();
    }

    /**
     * The same as a tree.
     *
     * @param document it is modified
     */
    public static Document cleaned(Document document) {
        Element body = document.body();
        body.select(LOADED_LATER).forEach(Sanitizer::loadAtOnce);
        Edits edits = new Edits();
        body.select("iframe, video[src^=data:]").forEach(frame -> edits.replace(frame, linkInstead(frame)));
        body.select("input[type=checkbox]").forEach(box -> edits.replace(box, List.of(new TextNode(characters(box)))));
        body.select(GONE).forEach(edits::remove);
        edits.make();
        body.select("[style]").forEach(Sanitizer::keepAlignment);
        Document clean = CLEANER.clean(document);
        clean.body().select("[href], [src], [srcset], [poster], [cite]").forEach(Sanitizer::checkAddresses);
        clean.outputSettings().prettyPrint(false).charset("UTF-8");
        return clean;
    }

    private static void loadAtOnce(Element element) {
        instead(element, "src", LATER_SRC, AllowedAddress.RESOURCE::of);
        instead(element, "srcset", LATER_SRCSET, srcset -> Srcset.of(srcset, AllowedAddress.RESOURCE::of));
    }

    private static void instead(
            Element element, String name, List<String> later, Function<String, @Nullable String> allowed) {
        for (String other : later) {
            if (allowed.apply(element.attr(other)) != null) {
                element.attr(name, element.attr(other));
                return;
            }
        }
    }

    /** The last step: what is checked here is what is written. */
    private static void checkAddresses(Element element) {
        keepIfAllowed(element, "href", AllowedAddress.LINK.of(element.attr("href")));
        for (String name : List.of("src", "poster", "cite")) {
            keepIfAllowed(element, name, AllowedAddress.RESOURCE.of(element.attr(name)));
        }
        keepIfAllowed(element, "srcset", Srcset.of(element.attr("srcset"), AllowedAddress.RESOURCE::of));
    }

    private static void keepIfAllowed(Element element, String name, @Nullable String allowed) {
        if (allowed == null) {
            element.removeAttr(name);
        } else {
            element.attr(name, allowed);
        }
    }

    /** A check box has a margin. */
    private static String characters(Element box) {
        boolean spaced = box.nextSibling() instanceof TextNode text
                && !text.getWholeText().isEmpty()
                && " \u00a0\n\t".indexOf(text.getWholeText().charAt(0)) >= 0;
        return (box.hasAttr("checked") ? "☑" : "☐") + (spaced ? "" : "\u00a0");
    }

    private static List<Element> linkInstead(Element frame) {
        String src = frame.attr("src").strip();
        if (!src.matches("(?i)(https?:)?//[^\\s\"'<>]+")) {
            return List.of();
        }
        Element link = new Element("a").attr("href", src).attr("class", "embed");
        return List.of(link.text(frame.attr("title").isBlank() ? src.replaceFirst("^//", "") : frame.attr("title")));
    }

    private static void keepAlignment(Element element) {
        Matcher align = ALIGN.matcher(element.attr("style"));
        if (align.find() && !element.hasAttr("align")) {
            element.attr("align", align.group(1));
        }
    }

    private static Safelist safelist() {
        Safelist list = new Safelist()
                .addTags(array(AllowedElements.names()))
                .addAttributes(":all", array(AllowedElements.attributesOfAll()));
        for (String element : AllowedElements.names()) {
            Set<String> attributes = AllowedElements.attributesOf(element);
            if (!attributes.isEmpty()) {
                list.addAttributes(element, array(attributes));
            }
        }
        return list;
    }

    private static String[] array(Set<String> names) {
        return names.toArray(String[]::new);
    }
}
