package org.dibao.liquid.run;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.dibao.liquid.Warning;

/** Collects warnings: each once, and not too many. */
public final class Warnings {
    private static final int MOST = 100;

    private final Set<Warning> all = new LinkedHashSet<>();
    private final Set<String> said = new LinkedHashSet<>();

    public Warnings() {}

    public Warnings(Warnings earlier) {
        all.addAll(earlier.all);
        said.addAll(earlier.said);
    }

    /** Notes it, unless the same was said of an earlier line. */
    public void add(int line, String message) {
        if (all.size() < MOST && said.add(message)) {
            all.add(new Warning(line, message));
        }
    }

    public List<Warning> all() {
        return List.copyOf(all);
    }
}
