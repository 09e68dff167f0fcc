package org.dibao.liquid.value;

import java.util.ArrayList;
import java.util.List;
import org.dibao.liquid.LimitReached;

/** Integers in a row, both ends included; none if the last is less than the first. */
public record IntegerRange(long first, long last) {
    /** A longer one is never made a list. */
    public static final int MAX_LIST = 100_000;

    public long size() {
        return last < first ? 0 : last - first + 1;
    }

    public boolean contains(long number) {
        return first <= number && number <= last;
    }

    /** @throws LimitReached if it is longer than {@link #MAX_LIST} */
    public List<Long> list() {
        if (size() > MAX_LIST) {
            throw new LimitReached("steps", "the range " + this + " is longer than " + MAX_LIST);
        }
        List<Long> all = new ArrayList<>();
        for (long each = first; each <= last; each++) {
            all.add(each);
        }
        return all;
    }

    @Override
    public String toString() {
        return first + ".." + last;
    }
}
