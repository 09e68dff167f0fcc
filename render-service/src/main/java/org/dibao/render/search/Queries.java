package org.dibao.render.search;

import java.util.List;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.dibao.render.search.ParsedQuery.Unit;
import org.jspecify.annotations.Nullable;

/**
 * Translates a parsed query into an index query. The score depends only on where the terms were found, so that the
 * newest comes first among equals: the whole query in the title, all words in the title, the whole query in the text,
 * some words in the title, the rest.
 */
final class Queries {
    private static final int SHORTEST_PLURAL = 5;
    private static final float TITLE_IN_OTHERS = 2;

    private Queries() {}

    /** Everything must occur. */
    static Query strict(ParsedQuery asked) {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        BooleanQuery.Builder allInTitle = new BooleanQuery.Builder();
        int units = asked.units().size();
        for (Unit unit : asked.units()) {
            if (unit.quoted()) {
                query.add(whole(IndexFields.ALL, unit.terms()), Occur.FILTER);
            } else {
                unit.terms().forEach(term -> query.add(one(IndexFields.ALL, term), Occur.FILTER));
            }
            Query inTitle = whole(IndexFields.TITLE, unit.terms());
            query.add(boosted(1, inTitle), Occur.SHOULD);
            allInTitle.add(inTitle, Occur.FILTER);
        }
        query.add(boosted(3 * units, allInTitle.build()), Occur.SHOULD);
        if (asked.terms().size() > 1) {
            query.add(boosted(units, whole(IndexFields.ALL, asked.terms())), Occur.SHOULD);
            query.add(boosted(7 * units, whole(IndexFields.TITLE, asked.terms())), Occur.SHOULD);
        }
        return without(asked, query);
    }

    /**
     * As many terms as possible, at least half, and everything in quotes; singular and plural are equivalent. For when
     * no article has everything.
     */
    static @Nullable Query loose(ParsedQuery asked) {
        List<ParsedQuery.Term> terms = asked.looseTerms();
        if (terms.isEmpty() || terms.size() == 1 && plural(terms.getFirst()) == null) {
            return null; // it would be the same query
        }
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        asked.units().stream()
                .filter(Unit::quoted)
                .forEach(unit -> query.add(whole(IndexFields.ALL, unit.terms()), Occur.FILTER));
        for (ParsedQuery.Term term : terms) {
            BooleanQuery.Builder any = new BooleanQuery.Builder();
            any.add(one(IndexFields.ALL, term), Occur.SHOULD);
            any.add(new BoostQuery(one(IndexFields.TITLE, term), TITLE_IN_OTHERS), Occur.SHOULD);
            String other = plural(term);
            if (other != null) {
                any.add(new BoostQuery(new TermQuery(new Term(IndexFields.ALL, other)), 0.5f), Occur.SHOULD);
            }
            query.add(any.build(), Occur.SHOULD);
        }
        query.setMinimumNumberShouldMatch((terms.size() + 1) / 2);
        return without(asked, query);
    }

    private static Query without(ParsedQuery asked, BooleanQuery.Builder query) {
        asked.not().forEach(unit -> query.add(whole(IndexFields.ALL, unit.terms()), Occur.MUST_NOT));
        return query.build();
    }

    private static Query boosted(int points, Query query) {
        return new BoostQuery(new ConstantScoreQuery(query), points);
    }

    /** Its terms in sequence. Pairs overlap: every second one is enough. */
    private static Query whole(String field, List<ParsedQuery.Term> terms) {
        PhraseQuery.Builder phrase = new PhraseQuery.Builder();
        int added = 0;
        int covered = -1;
        ParsedQuery.Term last = terms.getLast();
        for (int i = 0; i < terms.size(); i++) {
            ParsedQuery.Term term = terms.get(i);
            boolean pair = term.run() > 0;
            int end = term.position() + (pair ? 1 : 0);
            boolean nextCoversIt = pair
                    && i + 1 < terms.size()
                    && terms.get(i + 1).run() > 0
                    && terms.get(i + 1).position() == term.position() + 1;
            if (term.prefix() || term.position() <= covered && (end <= covered || nextCoversIt)) {
                continue;
            }
            phrase.add(new Term(field, term.text()), term.position());
            covered = end;
            added++;
        }
        return switch (added) {
            case 0 -> one(field, last);
            default -> phrase.build(); // with one term: rewritten to a term query automatically
        };
    }

    private static Query one(String field, ParsedQuery.Term term) {
        Term it = new Term(field, term.text());
        return term.prefix() ? new PrefixQuery(it) : new TermQuery(it);
    }

    private static @Nullable String plural(ParsedQuery.Term term) {
        String word = term.text();
        if (term.prefix() || word.length() < SHORTEST_PLURAL || !word.chars().allMatch(c -> c >= 'a' && c <= 'z')) {
            return null;
        }
        return word.endsWith("s") ? word.substring(0, word.length() - 1) : word + "s";
    }
}
