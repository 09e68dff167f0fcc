package org.dibao.ingest.markdown;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dibao.support.html.Edits;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jspecify.annotations.Nullable;

/** Gives footnotes the same ids, classes and roles as kramdown, so that links to an old site's footnotes still work. */
final class KramdownFootnotes {
    private static final Pattern ID = Pattern.compile("(fn|fnref)-(\\d+)(?:-(\\d+))?");

    private KramdownFootnotes() {}

    /** @param names by the number shown to the reader */
    static void rename(Element body, Map<Integer, String> names) {
        if (names.isEmpty()) {
            return;
        }
        for (Element reference : body.select("sup[id^=fnref-]:has(> a.footnote-ref)")) {
            reference.id(name(reference.id(), names)).attr("role", "doc-noteref");
            Element link = reference.expectFirst("a");
            link.attr("href", "#" + name(link.attr("href").substring(1), names));
            link.attr("class", "footnote").attr("rel", "footnote");
        }
        Element notes = body.select("div.footnotes").last();
        if (notes == null) {
            return;
        }
        notes.attr("role", "doc-endnotes").select("> hr").remove();
        for (Element note : notes.select("li[id^=fn-]")) {
            note.id(name(note.id(), names)).attr("role", "doc-endnote");
            linksBack(note, names);
        }
    }

    /** They go from behind a paragraph into it. */
    private static void linksBack(Element note, Map<Integer, String> names) {
        @Nullable Element before = null;
        for (Node node : Edits.taken(note)) {
            boolean back =
                    node instanceof Element link && link.normalName().equals("a") && link.hasClass("footnote-backref");
            if (back) {
                node.attr("href", "#" + name(node.attr("href").substring(1), names));
                node.attr("class", "reversefootnote").attr("role", "doc-backlink");
            }
            if (back && before != null && before.normalName().equals("p")) {
                before.appendText("\u00A0").appendChild(node);
            } else {
                note.appendChild(node);
                before = node instanceof Element element ? element : before;
            }
        }
    }

    private static String name(String id, Map<Integer, String> names) {
        Matcher m = ID.matcher(id);
        if (!m.matches() || m.group(2).length() > 8) {
            return id;
        }
        String name = names.getOrDefault(Integer.parseInt(m.group(2)), m.group(2));
        return m.group(1) + ":" + name + (m.group(3) == null ? "" : ":" + m.group(3));
    }
}
