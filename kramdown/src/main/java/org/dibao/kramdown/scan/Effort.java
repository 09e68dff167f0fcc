package org.dibao.kramdown.scan;

/**
 * Bounds the work that one document can cause. Most of Markdown is read in one pass; an opening mark that turns out to
 * have no end is read twice. Whoever goes back pays the distance from here, and once nothing is left such marks are
 * plain text, so that the time stays proportional to the length.
 */
public final class Effort {
    private static final int FOR_ANY_TEXT = 200_000;
    private static final int PER_CHARACTER = 3;

    private long left;

    public Effort(int length) {
        left = FOR_ANY_TEXT + (long) PER_CHARACTER * length;
    }

    public void spend(int characters) {
        left -= characters + 1L;
    }

    public boolean isSpent() {
        return left <= 0;
    }
}
