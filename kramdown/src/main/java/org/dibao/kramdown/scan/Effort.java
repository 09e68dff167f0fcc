package org.dibao.kramdown.scan;

/**
 * Bounds the work that one document can cause. Most of Markdown is read in one pass; an opening mark that turns out to
 * have no end is read twice. Whoever goes back pays the distance from here, and once nothing is left such marks are
 * plain text, so that the time stays proportional to the length. What is written once and shown in many places, such as
 * a link's address, is paid for in each; and what stands inside quotations and lists, which is a text of its own in every
 * level, is read only as often as {@link #nests} allows.
 */
public final class Effort {
    private static final int FOR_ANY_TEXT = 200_000;
    private static final int PER_CHARACTER = 2;

    private static final int COPIED_IN_ANY_TEXT = 500_000;
    private static final int COPIED_PER_CHARACTER = 4;

    private static final int NESTED_IN_ANY_TEXT = 1_000_000;
    private static final int NESTED_PER_CHARACTER = 8;

    private long left;
    private long copies;
    private long nested;

    public Effort(int length) {
        left = FOR_ANY_TEXT + (long) PER_CHARACTER * length;
        copies = COPIED_IN_ANY_TEXT + (long) COPIED_PER_CHARACTER * length;
        nested = NESTED_IN_ANY_TEXT + (long) NESTED_PER_CHARACTER * length;
    }

    /** Pays for a text inside a block; false if nothing is left for it. */
    public boolean nests(int characters) {
        nested -= characters;
        return nested >= 0;
    }

    /** Pays for what a definition adds to the document; false if nothing is left for it. */
    public boolean copies(int characters) {
        copies -= characters + 1L;
        return copies >= 0;
    }

    public void spend(int characters) {
        left -= characters + 1L;
    }

    public boolean isSpent() {
        return left <= 0;
    }
}
