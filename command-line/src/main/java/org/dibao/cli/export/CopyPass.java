package org.dibao.cli.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import org.dibao.cli.export.PageFetcher.Fetched;
import org.dibao.cli.export.StaticCopy.Refusal;
import org.jspecify.annotations.Nullable;

/** Asks for some addresses and for those that their pages lead to, as far as a rule wants them, and takes over what has changed. */
final class CopyPass {
    private final SiteCopy copy;
    private final PageFetcher fetcher;
    private final Rule rule;
    private final int maxAddresses;
    private final Runnable counted;
    private final Set<String> asked = new HashSet<>();
    private final Set<String> dropped = new TreeSet<>();
    private final Set<String> unserved = new TreeSet<>();
    private final List<String> notes = new ArrayList<>();
    private boolean leavesOut;
    private long newest = -1;

    /** Which addresses are asked for beside the first ones. */
    interface Rule {
        /**
         * @param changed whether the page is another one than before
         * @param newly   whether it did not lead there before
         */
        boolean follows(Fetched page, boolean changed, String link, boolean newly);
    }

    /** @param counted told of each address that has been asked for */
    CopyPass(SiteCopy copy, PageFetcher fetcher, Rule rule, int maxAddresses, Runnable counted) {
        this.copy = copy;
        this.fetcher = fetcher;
        this.rule = rule;
        this.maxAddresses = maxAddresses;
        this.counted = counted;
    }

    /** All that were. */
    Set<String> asked() {
        return asked;
    }

    /** Addresses that a page led to and does not any more, if nothing else is known of them. */
    Set<String> dropped() {
        return dropped;
    }

    /** Addresses for which the site gave no answer, or one with a look that it no longer has. */
    Set<String> unserved() {
        return unserved;
    }

    /** The last position of the log that an answer was of; -1 if there was none. */
    long newest() {
        return newest;
    }

    /** What the copy lacks, each a sentence. */
    List<String> notes() {
        return notes;
    }

    /** Whether it has everything that it should. */
    boolean isWhole() {
        return unserved.isEmpty() && !leavesOut;
    }

    /** @param theme that pages are to have; empty if that does not matter */
    void run(Collection<String> first, String theme) throws IOException {
        asked.addAll(first);
        List<String> next = List.copyOf(asked);
        while (!next.isEmpty()) {
            Set<String> found = new TreeSet<>();
            for (Future<Fetched> one : fetcher.start(next)) {
                take(PageFetcher.get(one), theme, found);
                counted.run();
            }
            found.removeIf(address -> !asked.add(address));
            if (asked.size() > maxAddresses) {
                throw new Refusal(
                        "the site has more than " + maxAddresses + " addresses: allow more with --max-addresses");
            }
            next = List.copyOf(found);
        }
    }

    private void take(Fetched page, String theme, Set<String> found) throws IOException {
        String address = page.address();
        newest = Math.max(newest, page.position());
        if (page.isUnserved()) {
            notes.add(address + " was not served (" + page.page().status() + "): run the same command again.");
            unserved.add(address);
            return;
        }
        if (!theme.isEmpty() && !page.theme().isEmpty() && !page.theme().equals(theme)) {
            unserved.add(address); // it is made anew meanwhile
        }
        Set<String> before = copy.links().from(address);
        SiteCopy.Taken taken = copy.take(page);
        note(address, page.page(), taken);
        found.addAll(taken.freed());
        Set<String> all = new HashSet<>(before);
        all.addAll(page.links());
        for (String link : all) {
            if (!page.links().contains(link)) {
                dropped.add(link);
            }
            if (rule.follows(page, taken.changed(), link, !before.contains(link))) {
                found.add(link);
            }
        }
        if (!page.page().isThere()) {
            dropped.add(address);
        }
    }

    private void note(String address, CopyPage page, SiteCopy.Taken taken) {
        @Nullable String owner = taken.owner();
        if (owner != null) {
            notes.add(address + " has the file of " + owner + ", so it is left out.");
            leavesOut = true;
        } else if (page.isThere() && !page.redirects() && !page.hasFile()) {
            notes.add(address + " cannot be a file's name, so it is left out.");
            leavesOut = true;
        }
    }
}
