package org.dibao.cli.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.dibao.cli.export.PageFetcher.Fetched;
import org.jspecify.annotations.Nullable;

/** A copy's files with all that is known of them: what is noted beside them, which page leads to which, and which has what key. */
final class SiteCopy {
    private final CopyFolder folder;
    private final CopyState state;
    private final LinkGraph links = new LinkGraph();
    private final KeyIndex index = new KeyIndex();
    private int written;
    private int removed;
    private boolean redirectsChanged = true;

    SiteCopy(CopyFolder folder, CopyState state) {
        this.folder = folder;
        this.state = state;
        state.known().all().forEach((address, page) -> index.put(address, "", page.keys()));
    }

    /**
     * @param changed whether the page is another one than before
     * @param owner   the address whose file it would have, so that it has none
     * @param freed   addresses that can have its file now
     */
    record Taken(boolean changed, @Nullable String owner, List<String> freed) {}

    CopyState state() {
        return state;
    }

    LinkGraph links() {
        return links;
    }

    KeyIndex index() {
        return index;
    }

    /** How many files there are, and how many were written and removed since this was opened. */
    StaticCopy.Counts counts() {
        return new StaticCopy.Counts(
                state.count(),
                written,
                removed,
                Math.toIntExact(state.known().redirects().size() - queries()));
    }

    /** How many addresses redirect that no file can have. */
    long queries() {
        return state.known().redirects().keySet().stream()
                .filter(RedirectFiles::hasQuery)
                .count();
    }

    /** All addresses of which something is known, but to which no links lead from the roots. */
    Set<String> unreached(Set<String> roots) {
        Set<String> unreached = new TreeSet<>(state.known().all().keySet());
        unreached.removeAll(links.reached(roots));
        return unreached;
    }

    /** Learns from the files which page leads where. */
    Set<String> read(PageLinks reader) throws IOException {
        Set<String> distrusted = new TreeSet<>();
        for (Map.Entry<String, CopyPage> entry : state.known().all().entrySet()) {
            String address = entry.getKey();
            CopyPage page = entry.getValue();
            Path file = page.hasFile() ? folder.place(address) : null;
            if (page.redirects()) {
                String to = reader.path(address, page.to());
                links.put(address, to == null ? Set.of() : Set.of(to));
            } else if (file != null && folder.has(file, page.digest())) {
                links.put(address, reader.in(address, page.type(), file));
            } else if (page.isThere()) {
                distrusted.add(address);
            }
        }
        return distrusted;
    }

    Taken take(Fetched fetched) throws IOException {
        String address = fetched.address();
        CopyPage before = state.page(address);
        CopyPage now = fetched.page();
        String file = CopyFolder.file(address);
        String owner = file == null || !now.hasFile() ? null : state.known().owner(file);
        if (owner != null && !owner.equals(address)) {
            now = new CopyPage(now.status(), "", "", "", "", now.keys());
            if (fetched.body() != null) {
                Files.deleteIfExists(fetched.body());
            }
        } else {
            owner = null;
        }
        boolean had = before != null && before.hasFile();
        if (had && !now.hasFile()) {
            delete(file);
        }
        put(address, before, now);
        if (now.hasFile() && fetched.body() != null) {
            written += folder.place(Objects.requireNonNull(file), fetched.body()) ? 1 : 0;
        }
        links.put(address, now.hasFile() || now.redirects() ? fetched.links() : Set.of());
        boolean changed = before == null || !before.under("").equals(now.under(""));
        return new Taken(changed, owner, had && !now.hasFile() ? freed(file) : List.of());
    }

    private void put(String address, @Nullable CopyPage before, CopyPage now) throws IOException {
        redirectsChanged |= now.redirects() && !now.equals(before)
                || (before == null || !before.isThere()) != !now.isThere()
                || before != null && before.redirects() != now.redirects();
        state.put(address, now);
        index.put(address, before == null ? "" : before.keys(), now.keys());
    }

    /** Forgets an address that nothing leads to. */
    void remove(String address) throws IOException {
        CopyPage page = state.page(address);
        if (page != null) {
            redirectsChanged |= page.isThere();
            if (page.hasFile()) {
                delete(CopyFolder.file(address));
            }
            state.remove(address);
            index.put(address, page.keys(), "");
        }
        links.remove(address);
    }

    private void delete(@Nullable String file) throws IOException {
        removed += file != null && folder.delete(file) ? 1 : 0;
    }

    private List<String> freed(@Nullable String file) {
        return state.known().leftOut().stream()
                .filter(other -> file != null && file.equals(CopyFolder.file(other)))
                .toList();
    }

    /** Brings the files up to date that the copy itself makes. */
    void finish() throws IOException {
        if (!redirectsChanged) {
            return;
        }
        Map<String, String> made = RedirectFiles.of(state);
        for (Map.Entry<String, String> own : made.entrySet()) {
            state.putFile(own.getKey());
            written += folder.put(own.getKey(), own.getValue()) ? 1 : 0;
        }
        for (String old : List.copyOf(state.files())) {
            if (!made.containsKey(old)) {
                if (state.known().owner(old) == null) {
                    delete(old);
                }
                state.removeFile(old);
            }
        }
        redirectsChanged = false;
    }
}
