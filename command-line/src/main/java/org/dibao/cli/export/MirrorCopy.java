package org.dibao.cli.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.dibao.cli.export.StaticCopy.Counts;
import org.dibao.cli.export.StaticCopy.Pages;
import org.dibao.cli.export.StaticCopy.Result;
import org.jspecify.annotations.Nullable;

/**
 * A copy that follows its site: after an event it asks for the pages that the event may have changed, and for what is new on them. The
 * place in the events is noted once all of that is in the folder. What the site has published meanwhile shows on some of these pages
 * and not on others; the next events are then looked for on all pages that may have changed, until no page is newer than the events.
 */
public final class MirrorCopy implements AutoCloseable {
    private static final long NOT_READ = -1;

    private final CopyFolder folder;
    private final CopyState state;
    private final SiteCopy copy;
    private final CopyRun run;
    private final PageLinks links;
    private final Set<String> roots;
    private final Set<String> again = new TreeSet<>();
    private final Set<String> pending = new TreeSet<>();
    private boolean doubtful;
    private long newest = -1;
    private Counts before;
    private int asked;
    private String theme = "";

    /**
     * Opens the folder.
     *
     * @param host  of the site's own address, as links name it
     * @param start encoded addresses to begin with
     * @throws StaticCopy.Refusal if it has something else in it
     */
    public MirrorCopy(Path into, @Nullable String host, List<String> start, int maxAddresses, LongConsumer progress)
            throws IOException {
        this.folder = new CopyFolder(into);
        this.state = folder.open(StaticCopy.FORM);
        this.copy = new SiteCopy(folder, state);
        this.links = new PageLinks(host);
        this.run = new CopyRun(copy, folder, links, maxAddresses, progress);
        this.roots = new LinkedHashSet<>(start);
        this.before = copy.counts();
        this.doubtful = state.isChangedSince();
    }

    /** Whether the whole site may have changed, and with it the addresses to begin with. */
    public static boolean concernsEverything(Collection<String> keys) {
        return keys.contains(Changes.EVERYTHING);
    }

    /** Whether something could not be had yet. */
    public boolean isBehind() {
        return !again.isEmpty();
    }

    /** The place in the events up to which the folder is complete; empty if that is not known. */
    public String cursor() {
        return state.cursor();
    }

    /** Whether pages may be of several positions: some are newer than the events that were read. */
    public boolean isMixed() {
        return doubtful;
    }

    /**
     * Asks for everything.
     *
     * @param upTo the position up to which the events have been read
     */
    public Result whole(Pages pages, long upTo) throws IOException {
        again.clear();
        pending.clear();
        CopyRun.Look look = run.look(pages, roots.iterator().next());
        CopyPass pass = run.whole(pages, roots, look.theme());
        note(pass, upTo);
        return result(pass, look);
    }

    /** Goes on with what an earlier run has left in the folder: asks for what it lacks, or what somebody has changed there. */
    public Result resume(Pages pages) throws IOException {
        again.addAll(copy.read(links));
        Stream.concat(roots.stream(), copy.links().targets())
                .filter(address -> state.page(address) == null)
                .forEach(again::add);
        boolean interrupted = doubtful || isBehind();
        Result result = update(pages, Set.of(), NOT_READ);
        doubtful |= interrupted; // until the events are read again
        return result;
    }

    /**
     * Asks for what may have changed, for everything if the theme is another one, and for what could not be had before.
     *
     * @param keys that events name
     * @param upTo the position up to which the events have been read
     */
    public Result update(Pages pages, Collection<String> keys, long upTo) throws IOException {
        CopyRun.Look look = run.look(pages, roots.iterator().next());
        if (concernsEverything(keys) || !look.theme().equals(state.theme())) {
            return whole(pages, upTo);
        }
        pending.addAll(keys);
        boolean quiet = keys.isEmpty() && !isBehind();
        if (quiet && newest <= upTo) {
            pending.clear(); // nothing has happened up to the newest page: all are of one position
        }
        Changes changes = new Changes(quiet ? Set.of() : pending, doubtful, state, copy.index(), copy.links());
        Set<String> first = changes.first();
        first.addAll(again);
        again.clear();
        boolean broadly = doubtful;
        CopyPass pass = run.some(pages, first, changes, look.theme());
        note(pass, upTo);
        if (!doubtful) {
            run.removeUnreached(broadly ? copy.unreached(roots) : pass.dropped(), roots);
        }
        copy.finish();
        return result(pass, look);
    }

    private void note(CopyPass pass, long upTo) {
        again.addAll(pass.unserved());
        newest = Math.max(newest, pass.newest());
        doubtful = isBehind() || newest > upTo;
        if (!doubtful) {
            pending.clear();
        }
    }

    private Result result(CopyPass pass, CopyRun.Look look) {
        theme = look.theme();
        Counts now = copy.counts();
        Counts since = new Counts(
                now.files(), now.written() - before.written(), now.removed() - before.removed(), now.redirects());
        int count = run.asked() - asked;
        before = now;
        asked = run.asked();
        return new Result(since, count, look.position(), pass.notes(), pass.isWhole());
    }

    /** Notes the place in the events, unless pages that events before it have changed are still to be asked for. */
    public void keep(String cursor) throws IOException {
        if (again.isEmpty() && pending.isEmpty()) {
            state.keep(cursor, theme, doubtful);
        }
        state.shorten();
    }

    @Override
    public void close() throws IOException {
        folder.clean();
        state.close();
    }
}
