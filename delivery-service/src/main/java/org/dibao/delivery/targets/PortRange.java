package org.dibao.delivery.targets;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One port, {@code 443}, or a range of ports, {@code 8000-8999}, both ends included. */
record PortRange(int first, int last) {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");

    /** @throws IllegalArgumentException with a clause that says what is wrong with it */
    static PortRange parse(String text) {
        Matcher matcher = RANGE.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("write a port such as 443, or a range such as 8000-8999");
        }
        int first = Integer.parseInt(matcher.group(1));
        int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
        if (first < 1 || last > 65_535 || first > last) {
            throw new IllegalArgumentException("ports are 1 to 65535, the smaller one first");
        }
        return new PortRange(first, last);
    }

    @Override
    public String toString() {
        return first == last ? Integer.toString(first) : first + "-" + last;
    }

    boolean contains(int port) {
        return first <= port && port <= last;
    }
}
