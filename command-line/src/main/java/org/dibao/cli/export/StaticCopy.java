package org.dibao.cli.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a site in a folder: the bytes of every address, found by following sitemaps, listings and links. Two copies of
 * the same position of the log have the same bytes. What has not changed is told by its entity tag; a copy that was
 * interrupted goes on where it stopped.
 */
public final class StaticCopy {
    private static final int PASSES = 5;
    private static final String REDIRECTS = "_redirects";
    /** A question mark, encoded: in an old address it begins the query. */
    private static final String QUERY = "%3F";

    private static final String SEARCH = "search.html";

    private final Path folder;
    private final Pages pages;
    private final int maxAddresses;
    private final LongConsumer progress;
    private final CopyFolder files;
    private long done;

    /** Where pages come from. */
    public interface Pages {
        /**
         * @param address encoded
         * @param tag     of what is there already; null if nothing is
         * @param body    where the answer's content is to be written
         */
        Answer get(String address, @Nullable String tag, Path body) throws IOException;
    }

    /** @param position of the log, of which the page is */
    public record Answer(
            int status,
            @Nullable String type,
            @Nullable String tag,
            @Nullable String location,
            @Nullable String position) {}

    /**
     * @param position of the log, of which the copy is
     * @param notes    what the copy lacks, each a sentence
     * @param isWhole  whether it has everything that it should
     */
    public record Result(
            int files,
            int written,
            int unchanged,
            int removed,
            int redirects,
            String position,
            List<String> notes,
            boolean isWhole) {}

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
        this.files = new CopyFolder(folder);
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
        CopyState before = files.open();
        CopyPass pass = null;
        CopyState known = before;
        int written = 0;
        for (int i = 0; i < PASSES && (pass == null || !pass.isOfOnePosition()); i++) {
            pass = new CopyPass(files, pages, new PageLinks(host), known, maxAddresses, () -> progress.accept(++done));
            pass.run(start, old);
            known = new CopyState(pass.files());
            known.with(before).write(folder);
            written += pass.written();
        }
        return finish(Objects.requireNonNull(pass), before, written);
    }

    private Result finish(CopyPass pass, CopyState before, int written) throws IOException {
        List<String> notes = new ArrayList<>(pass.notes());
        if (!pass.isOfOnePosition()) {
            notes.add("The site changed all the time: run the same command again for a copy of one position.");
        }
        long queries =
                pass.redirects().keySet().stream().filter(StaticCopy::hasQuery).count();
        if (queries > 0) {
            notes.add("Files have no queries, so the old addresses that have one do not redirect; " + REDIRECTS
                    + " names them in comments, for a web server that can (" + queries + ").");
        }
        int changed = written;
        for (Map.Entry<String, String> page : redirectPages(pass).entrySet()) {
            changed += files.put(page.getKey(), page.getValue()) ? 1 : 0;
            pass.files().put(page.getKey(), new CopyState.File("", "", ""));
        }
        int removed = files.finish(before, pass.files());
        int count = pass.files().size();
        return new Result(
                count,
                changed,
                count - changed,
                removed,
                Math.toIntExact(pass.redirects().size() - queries),
                pass.position(),
                notes,
                pass.isWhole());
    }

    private static boolean hasQuery(String address) {
        return address.contains(QUERY);
    }

    /** Small pages and the list for servers that read one, and the page that says where searches are. */
    private static Map<String, String> redirectPages(CopyPass pass) {
        Map<String, String> made = new TreeMap<>();
        StringBuilder list = new StringBuilder();
        StringBuilder queries = new StringBuilder();
        pass.redirects().forEach((from, to) -> {
            if (hasQuery(from)) {
                queries.append("# ")
                        .append(from.replace(QUERY, "?"))
                        .append(' ')
                        .append(to)
                        .append(" 301\n");
                return;
            }
            list.append(from).append(' ').append(to).append(" 301\n");
            String file = CopyFolder.file(from);
            if (file != null && !pass.files().containsKey(file)) {
                made.put(file, RedirectPage.of(to));
            }
        });
        if (!queries.isEmpty()) {
            list.append(
                            "# Old addresses with a query, which files cannot have: whatever serves this folder may redirect them.\n")
                    .append(queries);
        }
        if (!list.isEmpty()) {
            made.put(REDIRECTS, list.toString());
        }
        if (!pass.files().containsKey(SEARCH)) {
            made.put(SEARCH, RedirectPage.SEARCH);
        }
        return made;
    }
}
