package org.dibao.render.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Marks the matches in a text and finds the passage with the most matches. Returns escaped HTML with {@code <mark>}.
 */
final class Snippets {
    /** Length of a passage, in characters. */
    private static final int LENGTH = 150;
    /** Characters before the first mark if no sentence starts nearby. */
    private static final int BEFORE = 24;

    private static final int SENTENCE_WITHIN = 50;
    /** Characters of an article that are examined; matches beyond them are found but not shown. */
    private static final int LOOKED_THROUGH = 200_000;

    private static final int MOST_MARKS = 2000;
    private static final String ENDS = "。！？!?\n";

    /**
     * @param whole whether it is a word or a complete run
     * @param run   the number of the run or word that it belongs to
     */
    private record Mark(int start, int end, boolean whole, int run) {}

    /** A term's run: adjacent characters in the query. */
    private record Run(int number, int length) {}

    private final Map<String, Run> runs = new HashMap<>();
    private final Map<String, Run> alone = new HashMap<>();
    private final Map<Integer, Integer> lengths = new HashMap<>();

    Snippets(ParsedQuery asked) {
        int number = 0;
        int next = -1;
        for (ParsedQuery.Term term : asked.terms()) {
            boolean sameRun = term.run() > 0 && term.position() == next;
            number += sameRun ? 0 : 1;
            next = term.run() > 0 ? term.position() + 1 : -1;
            String text = term.text().replace(String.valueOf(TermTokenizer.END), "");
            boolean single = term.run() == 0 && TermTokenizer.isDense(text.codePointAt(0));
            (single ? alone : runs).putIfAbsent(text, new Run(number, term.run()));
            lengths.put(number, term.run());
        }
    }

    /** The whole title. */
    String title(String title) {
        return html(title, 0, title.length(), marks(title));
    }

    /** The best passage, or the beginning if there is none. */
    String passage(String text) {
        List<Mark> marks = marks(text);
        int from = 0;
        int best = -1;
        for (int i = 0; i < marks.size(); i++) {
            int start = marks.get(i).start();
            Set<Integer> seen = new HashSet<>();
            int worth = 0;
            for (int j = i; j < marks.size() && marks.get(j).end() <= start + LENGTH - BEFORE; j++) {
                Mark mark = marks.get(j);
                worth += (mark.whole() ? 10 : 2) * (mark.end() - mark.start()) * (seen.add(mark.run()) ? 5 : 1);
            }
            if (worth > best) {
                best = worth;
                from = start;
            }
        }
        int begin = best < 0 ? 0 : beginning(text, from);
        int end = Math.min(text.length(), begin + LENGTH);
        if (end < text.length() && Character.isLowSurrogate(text.charAt(end))) {
            end--;
        }
        return (begin > 0 ? "…" : "") + html(text, begin, end, marks) + (end < text.length() ? "…" : "");
    }

    private static int beginning(String text, int mark) {
        for (int i = mark; i > Math.max(0, mark - SENTENCE_WITHIN); i--) {
            if (ENDS.indexOf(text.charAt(i - 1)) >= 0) {
                return i;
            }
        }
        if (mark <= SENTENCE_WITHIN) {
            return 0;
        }
        int begin = mark - BEFORE;
        int space = text.indexOf(' ', begin);
        if (space >= 0 && space < mark) {
            return space + 1;
        }
        return Character.isLowSurrogate(text.charAt(begin)) ? begin - 1 : begin;
    }

    private List<Mark> marks(String text) {
        List<Mark> marks = new ArrayList<>();
        Set<Integer> whole = new HashSet<>();
        TermTokenizer terms = new TermTokenizer();
        terms.over(text, 0);
        @Nullable Mark open = null;
        while (terms.next() && terms.start() < LOOKED_THROUGH && marks.size() < MOST_MARKS) {
            Mark mark = mark(terms);
            if (mark == null) {
                continue;
            }
            if (open != null && mark.start() < open.end()) { // overlapping pairs are merged
                int end = Math.max(open.end(), mark.end());
                boolean all = open.whole() || mark.whole() || end - open.start() >= lengths.getOrDefault(open.run(), 0);
                open = new Mark(open.start(), end, all, open.run());
                continue;
            }
            add(marks, whole, open);
            open = mark;
        }
        add(marks, whole, open);
        marks.removeIf(mark -> !mark.whole() && whole.contains(mark.run()));
        return marks;
    }

    private @Nullable Mark mark(TermTokenizer terms) {
        if (terms.kind() == TermTokenizer.Kind.FIRST) {
            return null; // the next pair starts with it
        }
        Run run = terms.kind() == TermTokenizer.Kind.LAST ? null : runs.get(terms.term());
        if (run != null) {
            int end = terms.end();
            return new Mark(terms.start(), end, end - terms.start() >= run.length(), run.number());
        }
        if (alone.isEmpty() || terms.kind() == TermTokenizer.Kind.WORD) {
            return null;
        }
        String first = terms.term().substring(0, terms.term().offsetByCodePoints(0, 1));
        Run character = alone.get(first);
        return character == null
                ? null
                : new Mark(terms.start(), terms.start() + first.length(), true, character.number());
    }

    private static void add(List<Mark> marks, Set<Integer> whole, @Nullable Mark mark) {
        if (mark != null) {
            marks.add(mark);
            if (mark.whole()) {
                whole.add(mark.run());
            }
        }
    }

    private static String html(String text, int from, int to, List<Mark> marks) {
        StringBuilder out = new StringBuilder(to - from + 64);
        int at = from;
        for (Mark mark : marks) {
            if (mark.start() < at || mark.end() > to) {
                continue;
            }
            escape(text, at, mark.start(), out);
            out.append("<mark>");
            escape(text, mark.start(), mark.end(), out);
            out.append("</mark>");
            at = mark.end();
        }
        escape(text, at, to, out);
        return out.toString();
    }

    private static void escape(String text, int from, int to, StringBuilder out) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                case '\n' -> out.append(' ');
                default -> out.append(c);
            }
        }
    }
}
