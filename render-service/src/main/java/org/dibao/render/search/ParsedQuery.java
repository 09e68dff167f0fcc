package org.dibao.render.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What somebody looks for: words, {@code "phrases in quotes"} and {@code -words} that must not occur. There is no other
 * syntax, so that whatever is typed is a valid query of a bounded size.
 *
 * @param shown the query as it was understood: cut to its longest, without control characters
 * @param units what must occur, in order
 * @param not   what must not
 */
record ParsedQuery(String shown, List<Unit> units, List<Unit> not) {

    /**
     * What stands between two spaces, or in quotes.
     *
     * @param quoted whether its terms must stand one behind the other
     * @param terms  in the order of positions, which are those of the whole query
     */
    record Unit(boolean quoted, List<Term> terms) {}

    /**
     * @param text   as it is in the index; of a prefix its beginning
     * @param prefix whether every term counts that begins so: for a character that stands alone
     * @param run    characters of the run that it is a pair of; 0 for others
     */
    record Term(String text, boolean prefix, int position, int run) {}

    private static final String OPENING = "\"“「『";
    private static final String CLOSING = "\"”」』";

    /**
     * @param longest  characters of the query that count
     * @param maxTerms terms that count, for each of {@code units} and {@code not}
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

    /** All that must occur, in the order of positions. */
    List<Term> terms() {
        return units.stream().flatMap(unit -> unit.terms().stream()).toList();
    }

    /** Those that are in no quotes. */
    List<Term> looseTerms() {
        return units.stream()
                .filter(unit -> !unit.quoted())
                .flatMap(unit -> unit.terms().stream())
                .toList();
    }

    /** The same without some terms that are in no quotes; what is left keeps its place. */
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

    private record Found(String text, Terms.Kind kind, int position) {}

    private static List<Term> terms(String text, int offset, int most) {
        Terms scan = new Terms();
        scan.over(text, 0);
        List<Found> found = new ArrayList<>();
        while (scan.next()) {
            found.add(new Found(scan.term(), scan.kind(), scan.position() + offset));
        }
        List<Term> terms = new ArrayList<>();
        for (int i = 0; i < found.size() && terms.size() < most; i++) {
            Found it = found.get(i);
            switch (it.kind()) {
                case WORD -> terms.add(new Term(it.text(), false, it.position(), 0));
                case PAIR -> terms.add(new Term(it.text(), false, it.position(), run(found, i)));
                case FIRST -> {
                    if (found.get(i + 1).kind() == Terms.Kind.LAST) { // it stands alone
                        boolean behind = i > 0;
                        boolean before = i + 2 < found.size();
                        String how = behind ? it.text() : before ? it.text() + Terms.END : it.text();
                        terms.add(new Term(how, !behind && !before, it.position(), 0));
                    }
                }
                case LAST -> {
                    // A pair has it, or the first one.
                }
            }
        }
        return List.copyOf(terms);
    }

    private static int run(List<Found> found, int pair) {
        int from = pair;
        int to = pair;
        while (found.get(from).kind() == Terms.Kind.PAIR) {
            from--;
        }
        while (found.get(to).kind() == Terms.Kind.PAIR) {
            to++;
        }
        return to - from; // pairs and one more
    }
}
