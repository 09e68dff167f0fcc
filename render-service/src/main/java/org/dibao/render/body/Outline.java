package org.dibao.render.body;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Corrects the levels of headings: the page's title is h1, so a body begins with h2, and no level is skipped. */
final class Outline {
    private static final int FIRST = 2;
    private static final int LAST = 6;

    private record Level(int given, int made) {}

    private Outline() {}

    static void apply(Element body) {
        Deque<Level> parents = new ArrayDeque<>();
        for (Element heading : Nodes.all(body, Nodes::isHeading)) {
            int given = level(heading);
            while (!parents.isEmpty() && parents.element().given >= given) {
                parents.pop();
            }
            int made = Math.min(LAST, parents.isEmpty() ? FIRST : parents.element().made + 1);
            parents.push(new Level(given, made));
            if (made != given) {
                heading.tagName("h" + made);
            }
        }
    }

    /** Empty for a short text, and for one with few headings or so many that nobody looks through them. */
    static List<Heading> contents(Element body, int minutes, BodyLimits limits) {
        List<Element> headings = Nodes.all(
                body, one -> one.normalName().equals("h2") || one.normalName().equals("h3"));
        if (headings.size() < limits.contentsHeadings()
                || headings.size() > limits.maxContents()
                || minutes < limits.contentsMinutes()) {
            return List.of();
        }
        List<Heading> contents = new ArrayList<>();
        List<Heading> under = new ArrayList<>();
        @Nullable Element open = null;
        for (Element heading : headings) {
            if (level(heading) == FIRST) {
                if (open != null) {
                    contents.add(new Heading(FIRST, open.id(), PlainText.of(open), under));
                    under.clear();
                }
                open = heading;
            } else {
                under.add(new Heading(level(heading), heading.id(), PlainText.of(heading), List.of()));
            }
        }
        if (open != null) {
            contents.add(new Heading(FIRST, open.id(), PlainText.of(open), under));
        }
        return contents;
    }

    private static int level(Element heading) {
        return heading.normalName().charAt(1) - '0';
    }
}
