package org.dibao.kramdown.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dibao.kramdown.block.Settings;
import org.dibao.kramdown.tree.Element;
import org.jspecify.annotations.Nullable;

/** Writes the table of contents in the place of the list that asks for it. */
final class TocWriter {
    private final HtmlWriter writer;
    private final Output out;
    private final List<Element> headings = new ArrayList<>();
    private @Nullable Place place;

    TocWriter(HtmlWriter writer, Output out) {
        this.writer = writer;
        this.out = out;
    }

    private record Place(List<String> kept, String tag, Map<String, String> attributes, String id) {}

    void heading(Element heading, Settings settings) {
        String classes = heading.attribute("class");
        boolean left = classes != null && (" " + classes + " ").contains(" no_toc ");
        if (heading.attribute("id") != null && !left && settings.tocLevels().contains(heading.level())) {
            headings.add(heading);
        }
    }

    /** Keeps this place for the table; false if another place has it. */
    boolean takePlace(String tag, Element list) {
        if (place != null) {
            return false;
        }
        Map<String, String> attributes = new LinkedHashMap<>(list.attributes());
        String id = attributes.computeIfAbsent("id", name -> "markdown-toc");
        place = new Place(out.keepPlace(), tag, attributes, id);
        return true;
    }

    void finish() {
        if (place == null || headings.isEmpty()) {
            return;
        }
        out.continueAt(place.kept);
        writer.start(place.tag, place.attributes);
        out.append('\n');
        List<Integer> open = new ArrayList<>();
        for (Element heading : headings) {
            if (!open.isEmpty() && open.getLast() < heading.level()) {
                writer.start(place.tag, Map.of());
            } else {
                close(open, heading.level(), place.tag);
            }
            out.append("<li>");
            entry(heading, place.id);
            open.add(heading.level());
        }
        close(open, 0, place.tag);
        writer.end(place.tag);
        out.append('\n');
    }

    private void close(List<Integer> open, int level, String tag) {
        while (!open.isEmpty() && open.getLast() >= level) {
            open.removeLast();
            out.append("</li>\n");
            if (!open.isEmpty() && open.getLast() < level) {
                return;
            }
            if (!open.isEmpty()) {
                writer.end(tag);
            }
        }
    }

    private void entry(Element heading, String tocId) {
        String id = heading.attribute("id");
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("href", "#" + id);
        attributes.put("id", tocId + "-" + id);
        writer.start("a", attributes);
        writer.childrenInLink(heading);
        writer.end("a");
    }
}
