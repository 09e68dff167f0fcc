package org.dibao.acceptance.chaos.truth;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An article as the model knows it. */
final class Story {
    private final Map<Integer, Content> given = new HashMap<>();
    private int revision;
    private boolean withdrawn;
    private boolean scheduled;
    private @Nullable Content shown;

    Content last() {
        return Objects.requireNonNull(given.get(revision));
    }

    @Nullable
    Content at(int wanted) {
        return given.get(wanted);
    }

    /** The next revision has this content. */
    void next(Content content) {
        given.put(++revision, content);
    }

    int revision() {
        return revision;
    }

    boolean isWithdrawn() {
        return withdrawn;
    }

    boolean isScheduled() {
        return scheduled;
    }

    /** As it was live last; absent if it never was. */
    @Nullable
    Content shown() {
        return shown;
    }

    void stand(boolean isWithdrawn, boolean isScheduled) {
        withdrawn = isWithdrawn;
        scheduled = isScheduled;
    }

    void show() {
        shown = last();
    }

    boolean isLive() {
        return revision > 0 && !withdrawn && !scheduled && !last().draft();
    }
}
