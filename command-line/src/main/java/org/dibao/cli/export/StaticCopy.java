package org.dibao.cli.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a site in a folder: the bytes of every address, found by following sitemaps, listings and links. Two copies of
 * the same position of the log have the same bytes. What has not changed is told by its entity tag; a copy that was
 * interrupted goes on where it stopped.
 */
public final class StaticCopy {
    static final String FORM = "static";
    private static final int PASSES = 5;

    private final Path folder;
    private final Pages pages;
    private final int maxAddresses;
    private final LongConsumer progress;

    /** Where pages come from. */
    public interface Pages {
        /**
         * @param address encoded
         * @param tag     of what is there already; null if nothing is
         * @param body    where the answer's content is to be written
         */
        Answer get(String address, @Nullable String tag, Path body) throws IOException;
    }

    /**
     * @param position of the log, of which the page is
     * @param keys     separated by spaces: the page may change with an event that has one of them
     * @param theme    the version of its look; null if it has none
     */
    public record Answer(
            int status,
            @Nullable String type,
            @Nullable String tag,
            @Nullable String location,
            @Nullable String position,
            @Nullable String keys,
            @Nullable String theme) {}

    /**
     * @param asked    for how many addresses the site was asked
     * @param position of the log, of which the copy is
     * @param notes    what the copy lacks, each a sentence
     * @param isWhole  whether it has everything that it should
     */
    public record Result(Counts counts, int asked, String position, List<String> notes, boolean isWhole) {}

    /** Of files; those that redirect are among them. */
    public record Counts(int files, int written, int removed, int redirects) {
        public int unchanged() {
            return files - written;
        }
    }

    /** The folder cannot be used. */
    public static final class Refusal extends IOException {
        private static final long serialVersionUID = 1;

        Refusal(String message) {
            super(message);
        }
    }

    /** @param progress told how many addresses have been asked for */
    public StaticCopy(Path folder, Pages pages, int maxAddresses, LongConsumer progress) {
        this.folder = folder;
        this.pages = pages;
        this.maxAddresses = maxAddresses;
        this.progress = progress;
    }

    /**
     * Writes the copy. If the site changes meanwhile, it is gone through again.
     *
     * @param host  of the site's own address, as links name it
     * @param start encoded addresses to begin with
     * @param old   encoded addresses that redirect
     */
    public Result write(@Nullable String host, List<String> start, Collection<String> old) throws IOException {
        Set<String> roots = new LinkedHashSet<>(start);
        roots.addAll(old);
        CopyFolder files = new CopyFolder(folder);
        try (CopyState state = files.open(FORM)) {
            return write(files, state, host, start.getFirst(), roots);
        }
    }

    private Result write(CopyFolder files, CopyState state, @Nullable String host, String first, Set<String> roots)
            throws IOException {
        state.keep("", "", false); // no mirror goes on from here: it would not know the old addresses
        SiteCopy copy = new SiteCopy(files, state);
        CopyRun run = new CopyRun(copy, files, new PageLinks(host), maxAddresses, progress);
        Set<String> positions = new HashSet<>();
        try {
            CopyPass pass;
            int passes = 0;
            do {
                positions.clear();
                positions.add(run.look(pages, first).position());
                pass = run.whole(pages, roots, "");
                positions.add(run.look(pages, first).position());
            } while (positions.size() > 1 && ++passes < PASSES);
            return result(run, copy, pass, positions);
        } finally {
            files.clean();
        }
    }

    private static Result result(CopyRun run, SiteCopy copy, CopyPass pass, Set<String> positions) {
        List<String> notes = new ArrayList<>(pass.notes());
        if (positions.size() > 1) {
            notes.add("The site changed all the time: run the same command again for a copy of one position.");
        }
        long queries = copy.queries();
        if (queries > 0) {
            notes.add("Files have no queries, so the old addresses that have one do not redirect; " + RedirectFiles.LIST
                    + " names them in comments, for a web server that can (" + queries + ").");
        }
        boolean isWhole = pass.isWhole() && positions.size() == 1;
        return new Result(copy.counts(), run.asked(), positions.iterator().next(), notes, isWhole);
    }
}
