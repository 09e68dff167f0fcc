package org.dibao.kramdown.html;

import java.util.ArrayList;
import java.util.List;

/**
 * HTML that grows. What is finished is kept in parts, so that a long document is not copied in order to grow, and one
 * wide character makes only its part take two bytes for each character. Parts may be left out and written last.
 */
final class Output {
    private static final int PART = 32 * 1024;

    private final StringBuilder current = Buffers.take();
    private final List<List<String>> sections = new ArrayList<>(1);
    private List<String> section = new ArrayList<>(1);
    private int finished;

    Output() {
        sections.add(section);
    }

    Output append(char more) {
        current.append(more);
        return this;
    }

    Output append(int number) {
        current.append(number);
        return this;
    }

    Output append(String more) {
        return append(more, 0, more.length());
    }

    Output append(String more, int from, int to) {
        if (to - from > PART) {
            finishPart();
            add(more.substring(from, to));
            return this;
        }
        current.append(more, from, to);
        if (current.length() > PART) {
            finishPart();
        }
        return this;
    }

    /** How many characters there are. */
    int length() {
        return finished + current.length();
    }

    private void add(String part) {
        section.add(part);
        finished += part.length();
    }

    private void finishPart() {
        if (!current.isEmpty()) {
            add(current.toString());
            current.setLength(0);
        }
    }

    /** Keeps this place for what is written after {@link #continueAt}. */
    List<String> keepPlace() {
        finishPart();
        List<String> place = new ArrayList<>(1);
        section = new ArrayList<>(1);
        sections.add(place);
        sections.add(section);
        return place;
    }

    /** Writes what follows into a place that was kept. */
    void continueAt(List<String> place) {
        finishPart();
        section = place;
    }

    /** All of it; nothing may be written after. */
    String finish() {
        String all;
        if (finished == 0) {
            all = current.toString();
        } else {
            finishPart();
            all = String.join("", sections.stream().flatMap(List::stream).toList());
        }
        Buffers.giveBack(current);
        return all;
    }
}
