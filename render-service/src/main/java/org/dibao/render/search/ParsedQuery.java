package org.dibao.render.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A search query: words, {@code "phrases in quotes"} and {@code -words} that must not occur. There is no other syntax,
 * so any input is a valid query of bounded size.
 *
 * @param shown the query as understood: cut to the maximum length, without control characters
 * @param units units that must occur, in order
 * @param not   units that must not occur
 */
record ParsedQuery(String shown, List<Unit> units, List<Unit> not) {

    /**
     * The text between two spaces or in quotes.
     *
     * @param quoted whether its terms must be adjacent
     * @param terms  ordered by position within the whole query
     */
    record Unit(boolean quoted, List<Term> terms) {}

    /**
     * @param text   as in the index; for a prefix its beginning
     * @param prefix whether every term with this prefix matches: used for a single character
     * @param run    length of the run that the pair belongs to; 0 for other terms
     */
    record Term(String text, boolean prefix, int position, int run) {}

    private static final String OPENING = "\"“「『";
    private static final String CLOSING = "\"”」』";

    /**
     * @param longest  maximum length of the query; the rest is ignored
     * @param maxTerms maximum number of terms for each of {@code units} and {@code not}
     */
    static ParsedQuery of(String typed, int longest, int maxTerms) {
        String query = clean(typed, longest);
        List<Unit> units = new ArrayList<>();
        List<Unit> not = new ArrayList<>();
        int position = 0;
        int room = maxTerms;
        int roomNot = maxTerms;
        int at = 0;
        while (at < query.length()) {
            if (query.charAt(at) == ' ') {
                at++;
                continue;
            }
            boolean negative = query.charAt(at) == '-' && at + 1 < query.length() && query.charAt(at + 1) != ' ';
            int from = negative ? at + 1 : at;
            int quote = OPENING.indexOf(query.charAt(from));
            int to = quote < 0 ? query.indexOf(' ', from) : query.indexOf(CLOSING.charAt(quote), from + 1);
            to = to < 0 ? query.length() : to;
            String said = query.substring(quote < 0 ? from : Math.min(from + 1, to), to);
            at = quote < 0 ? to : to + 1;
            List<Term> terms = terms(said, negative ? 0 : position, negative ? roomNot : room);
            if (terms.isEmpty()) {
                continue;
            }
            Unit unit = new Unit(quote >= 0, terms);
            if (negative) {
                not.add(unit);
                roomNot -= terms.size();
            } else {
                units.add(unit);
                room -= terms.size();
                position = terms.getLast().position() + (terms.getLast().run() > 0 ? 2 : 1);
            }
        }
        return new ParsedQuery(query, List.copyOf(units), List.copyOf(not));
    }

    boolean isEmpty() {
        return units.isEmpty();
    }

    /** All terms that must occur, ordered by position. */
    List<Term> terms() {
        return units.stream().flatMap(unit -> unit.terms().stream()).toList();
    }

    /** The terms that are not in quotes. */
    List<Term> looseTerms() {
        return units.stream()
                .filter(unit -> !unit.quoted())
                .flatMap(unit -> unit.terms().stream())
                .toList();
    }

    /** The same without some unquoted terms; the rest keep their positions. */
    ParsedQuery without(Set<String> texts) {
        List<Unit> left = units.stream()
                .map(unit -> unit.quoted()
                        ? unit
                        : new Unit(
                                false,
                                unit.terms().stream()
                                        .filter(term -> !texts.contains(term.text()))
                                        .toList()))
                .filter(unit -> !unit.terms().isEmpty())
                .toList();
        return new ParsedQuery(shown, left, not);
    }

    private static String clean(String typed, int longest) {
        String line = typed.replaceAll("[\\p{Cc}\\p{Z}]+", " ").strip();
        return line.codePointCount(0, line.length()) <= longest
                ? line
                : line.substring(0, line.offsetByCodePoints(0, longest)).strip();
    }

    private record Found(String text, TermTokenizer.Kind kind, int position) {}

    private static List<Term> terms(String text, int offset, int maxTerms) {
        TermTokenizer scan = new TermTokenizer();
        scan.over(text, 0);
        List<Found> found = new ArrayList<>();
        while (scan.next()) {
            found.add(new Found(scan.term(), scan.kind(), scan.position() + offset));
        }
        List<Term> terms = new ArrayList<>();
        for (int i = 0; i < found.size() && terms.size() < maxTerms; i++) {
            Found it = found.get(i);
            switch (it.kind()) {
                case WORD -> terms.add(new Term(it.text(), false, it.position(), 0));
                case PAIR -> terms.add(new Term(it.text(), false, it.position(), run(found, i)));
                case FIRST -> {
                    if (found.get(i + 1).kind() == TermTokenizer.Kind.LAST) { // it is a single character
                        boolean after = i > 0;
                        boolean before = i + 2 < found.size();
                        String how = after ? it.text() : before ? it.text() + TermTokenizer.END : it.text();
                        terms.add(new Term(how, !after && !before, it.position(), 0));
                    }
                }
                case LAST -> {
                    // It is part of a pair, or the first character.
                }
            }
        }
        return List.copyOf(terms);
    }

    private static int run(List<Found> found, int pair) {
        int from = pair;
        int to = pair;
        while (found.get(from).kind() == TermTokenizer.Kind.PAIR) {
            from--;
        }
        while (found.get(to).kind() == TermTokenizer.Kind.PAIR) {
            to++;
        }
        return to - from; // pairs plus one
    }
}
