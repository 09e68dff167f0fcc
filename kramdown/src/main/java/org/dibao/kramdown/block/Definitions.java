package org.dibao.kramdown.block;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.dibao.kramdown.scan.Effort;
import org.dibao.kramdown.tree.AttributeList;
import org.dibao.kramdown.tree.Element;
import org.jspecify.annotations.Nullable;

/** What a document defines anywhere and uses anywhere else: link targets, footnotes, abbreviations, attribute lists. */
public final class Definitions {
    private final Map<String, LinkTarget> links = new HashMap<>();
    private final Map<String, Footnote> footnotes = new LinkedHashMap<>();
    private final Set<String> notesPointedTo = new HashSet<>();
    private final Map<String, Abbreviation> abbreviations = new LinkedHashMap<>();
    private final Map<String, AttributeList> attributeLists = new HashMap<>();
    private final Settings settings;
    private final Effort effort;

    public Definitions(Settings settings, Effort effort) {
        this.settings = settings;
        this.effort = effort;
    }

    /**
     * Where a named link points.
     *
     * @param place what the definition left in the tree; an attribute list after it belongs to the links
     */
    public record LinkTarget(String url, @Nullable String title, Element place) {
        public int length() {
            return url.length() + (title == null ? 0 : title.length());
        }
    }

    /** A footnote's content. */
    public record Footnote(Element content, Element place) {}

    /** A word's long form. */
    public record Abbreviation(String title, Element place) {}

    public Map<String, LinkTarget> links() {
        return links;
    }

    public Map<String, Footnote> footnotes() {
        return footnotes;
    }

    /** Remembers that a mark points to a footnote; false if another one did before. */
    public boolean pointsFirstTo(String footnote) {
        return notesPointedTo.add(footnote);
    }

    public Map<String, Abbreviation> abbreviations() {
        return abbreviations;
    }

    public Map<String, AttributeList> attributeLists() {
        return attributeLists;
    }

    public Settings settings() {
        return settings;
    }

    public Effort effort() {
        return effort;
    }

    /** A link's name as it is compared: in lower case, white space as one space. */
    public static String linkName(String written) {
        StringBuilder name = new StringBuilder(written.length());
        boolean inSpace = false;
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            boolean space = org.dibao.kramdown.scan.Characters.isSpace(c);
            if (!space) {
                name.append(c);
            } else if (!inSpace) {
                name.append(' ');
            }
            inSpace = space;
        }
        return name.toString().toLowerCase(Locale.ROOT);
    }

    /** Gives the attributes of a list, and of the lists that it names, to an element. */
    public void apply(@Nullable AttributeList list, Element to) {
        apply(list, to, 0);
    }

    private void apply(@Nullable AttributeList list, Element to, int depth) {
        if (list == null || depth > 8) {
            return;
        }
        for (String name : list.references()) {
            if (!effort.copies(name.length())) {
                return;
            }
            apply(attributeLists.get(name), to, depth + 1);
        }
        list.attributes().forEach((name, value) -> {
            String all = name.equals("class") ? classes(to.attribute("class"), value) : value;
            if (effort.copies(all.length())) {
                to.attribute(name, all);
            }
        });
    }

    private static String classes(@Nullable String earlier, String more) {
        return (earlier == null ? more : earlier + " " + more).stripLeading();
    }
}
