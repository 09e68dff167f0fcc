package org.dibao.kramdown.html;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dibao.kramdown.Document;
import org.dibao.kramdown.tree.Element;
import org.dibao.kramdown.tree.Kind;
import org.jspecify.annotations.Nullable;

/** Writes the marks of footnotes, and the notes in the order in which they were first pointed to. */
final class FootnoteWriter {
    private static final String BACK = "↩";

    private final Document document;
    private final HtmlWriter writer;
    private final Output out;
    private final Map<String, Note> notes = new HashMap<>();
    private final List<Note> inOrder = new ArrayList<>();
    private @Nullable List<String> place;

    FootnoteWriter(Document document, HtmlWriter writer, Output out) {
        this.document = document;
        this.writer = writer;
        this.out = out;
    }

    private static final class Note {
        private final String name;
        private final int number;
        private final Element content;
        private int repeated;

        private Note(String name, int number, Element content) {
            this.name = name;
            this.number = number;
            this.content = content;
        }
    }

    void mark(Element mark) {
        Element content = document.footnotes().get(mark.value());
        if (content == null) {
            return;
        }
        String name = document.settings().footnotePrefix() + mark.value();
        Note note = notes.get(name);
        String repeat = "";
        if (note == null) {
            note = new Note(name, document.settings().firstFootnote() + notes.size(), content);
            notes.put(name, note);
            inOrder.add(note);
        } else {
            repeat = ":" + ++note.repeated;
        }
        out.append("<sup");
        writer.attribute("id", "fnref:" + name + repeat);
        out.append(" role=\"doc-noteref\"><a");
        writer.attribute("href", "#fn:" + name);
        out.append(" class=\"footnote\" rel=\"footnote\">").append(note.number).append("</a></sup>");
    }

    /** Keeps this place for the notes; false if another place has them. */
    boolean takePlace() {
        if (place != null) {
            return false;
        }
        place = out.keepPlace();
        return true;
    }

    void finish() {
        if (inOrder.isEmpty()) {
            return;
        }
        if (place != null) {
            out.continueAt(place);
        }
        out.append("<div class=\"footnotes\" role=\"doc-endnotes\">\n<ol");
        if (document.settings().firstFootnote() != 1) {
            writer.attribute("start", Integer.toString(document.settings().firstFootnote()));
        }
        out.append(">\n");
        // A note may point to a further note, which then follows.
        for (int i = 0; i < inOrder.size(); i++) {
            note(inOrder.get(i));
        }
        out.append("</ol>\n</div>\n");
    }

    private void note(Note note) {
        String name = note.name;
        out.append("<li");
        writer.attribute("id", "fn:" + name);
        out.append(" role=\"doc-endnote\">\n");
        Element content = note.content;
        int repeated = note.repeated;
        Element last = content.lastChild();
        Element lastText = last != null && last.is(Kind.PARAGRAPH) ? last : null;
        for (Element child : content.children()) {
            if (child == lastText) {
                writer.start("p", child.attributes());
                writer.children(child);
                back(name, repeated, true);
                writer.end("p");
            } else {
                writer.write(child);
            }
        }
        if (lastText == null) {
            out.append("<p>");
            back(name, repeated, false);
            out.append("</p>");
        }
        out.append("</li>\n");
    }

    private void back(String name, int repeated, boolean space) {
        backLink(name, BACK, space);
        for (int i = 1; i <= repeated; i++) {
            backLink(name + ":" + i, BACK + "<sup>" + (i + 1) + "</sup>", true);
        }
    }

    private void backLink(String name, String text, boolean space) {
        out.append(space ? "\u00a0<a" : "<a");
        writer.attribute("href", "#fnref:" + name);
        out.append(" class=\"reversefootnote\" role=\"doc-backlink\">")
                .append(text)
                .append("</a>");
    }
}
