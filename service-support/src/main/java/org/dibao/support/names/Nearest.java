package org.dibao.support.names;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Finds what was probably meant by a mistyped name. */
public final class Nearest {
    private static final int SHORTEST_MISS = 5;

    private Nearest() {}

    /** The known name that differs in the fewest letters; empty if all differ in more than a third of them. */
    public static Optional<String> to(String mistyped, Collection<String> known) {
        ToIntFunction<String> difference = name -> distance(mistyped, name);
        return known.stream()
                .min(Comparator.comparingInt(difference))
                .filter(name -> difference.applyAsInt(name) <= (mistyped.length() + 1) / 3);
    }

    /** What to ask someone who mistyped a name, such as {@code : did you mean "title"?}; empty if no name is near. */
    public static String question(String mistyped, Collection<String> known) {
        return to(mistyped, known)
                .map(near -> ": did you mean \"" + near + "\"?")
                .orElse("");
    }

    /**
     * The known name that another one is probably a slip of the hand for: it begins alike, is about as long, and differs in
     * two letters at most. Empty for a short name, which may well be another word.
     */
    public static Optional<String> miss(String name, Collection<String> known) {
        return name.length() < SHORTEST_MISS
                ? Optional.empty()
                : to(name, known)
                        .filter(near -> near.charAt(0) == name.charAt(0)
                                && Math.abs(near.length() - name.length()) <= 1
                                && distance(name, near) <= 2);
    }

    /** How many letters must be added, removed or replaced to make one of the other (Levenshtein's distance). */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
