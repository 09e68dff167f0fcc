package org.dibao.contract.site;

import static org.dibao.contract.site.Checks.check;

import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dibao.contract.article.Slug;
import org.dibao.contract.text.Quoted;
import org.jspecify.annotations.Nullable;

/** The validated terms of one kind; a merged term has its final target. */
final class Terms {
    private Terms() {}

    static SortedMap<String, Term> of(Term.Kind kind, @Nullable Map<String, Term> given) {
        if (given == null || given.isEmpty()) {
            return Collections.emptySortedMap();
        }
        check(
                given.size() <= SiteSettings.MAX_TERMS,
                kind.field() + ": there are " + given.size() + "; at most " + SiteSettings.MAX_TERMS + " are allowed");
        SortedMap<String, Term> terms = new TreeMap<>();
        given.forEach((slug, term) -> terms.put(slug, resolved(kind, slug, given)));
        return Collections.unmodifiableSortedMap(terms);
    }

    private static Term resolved(Term.Kind kind, String slug, Map<String, Term> all) {
        Term term = all.get(slug);
        String field = kind.field() + "." + slug;
        check(term != null, field + ": it is empty; write an object with a name");
        check(
                isSlug(slug),
                kind.field() + ": the key " + Quoted.of(slug) + " is not a slug; write it as in the listing's address"
                        + (Slug.of(slug).isEmpty() ? "" : ", \"" + Slug.of(slug) + "\""));
        if (term == null || term.mergedInto() == null) {
            return java.util.Objects.requireNonNull(term);
        }
        Set<String> passed = new HashSet<>(Set.of(slug));
        String target = term.mergedInto();
        for (Term next = all.get(target); next != null && next.mergedInto() != null; next = all.get(target)) {
            check(passed.add(target), field + ".mergedInto: it leads back to itself; leave one of the steps out");
            target = next.mergedInto();
        }
        check(!passed.contains(target), field + ".mergedInto: it leads back to itself; leave one of the steps out");
        check(isSlug(target), field + ".mergedInto: " + Quoted.of(target) + " is not a slug");
        return new Term(term.name(), term.description(), target);
    }

    private static boolean isSlug(String text) {
        return !text.isEmpty() && Slug.of(text).equals(text);
    }
}
