package org.dibao.cli.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.dibao.cli.folder.FolderLock;
import org.jspecify.annotations.Nullable;

/**
 * What a folder has of an export or a mirror: what is known of each address, the files that the copy itself makes, and up to where a
 * mirror has followed its site. Each change is noted beside the files before a file is written, and after it is removed: a file whose
 * digest is another one than noted is not trusted.
 */
final class CopyState implements AutoCloseable {
    static final String NAME = ".dibao-export";

    private static final String LOCK = NAME + ".lock";
    private static final String FORM = "form";
    private static final String PAGE = "page";
    private static final String NO_PAGE = "no-page";
    private static final String FILE = "file";
    private static final String NO_FILE = "no-file";
    private static final String UP_TO = "up-to";
    private static final String NEWER = "newer";

    private final FolderLock lock;
    private final CopyJournal journal;
    private final KnownPages known = new KnownPages();
    private final Set<String> files = new TreeSet<>();
    private String form = "";
    private String cursor = "";
    private String theme = "";
    private boolean changedSince;

    private CopyState(Path folder, FolderLock lock) {
        this.lock = lock;
        this.journal = new CopyJournal(folder.resolve(NAME));
    }

    /**
     * What an earlier copy left in the folder, which is made if it is not there.
     *
     * @param form of the copy that is to be made
     * @throws StaticCopy.Refusal if it has something else in it, or somebody else is writing to it
     */
    static CopyState open(Path folder, String form) throws IOException {
        FolderLock lock = FolderLock.take(folder.resolve(LOCK))
                .orElseThrow(() -> new StaticCopy.Refusal("another export or mirror is writing to " + folder
                        + ": wait until it has ended, or give another folder"));
        try {
            return open(folder, form, lock);
        } catch (Exception e) {
            lock.close();
            throw e;
        }
    }

    private static CopyState open(Path folder, String form, FolderLock lock) throws IOException {
        CopyState state = new CopyState(folder, lock);
        if (Files.isRegularFile(folder.resolve(NAME))) {
            state.journal.read(state::take);
            if (!state.form.isEmpty() && !state.form.equals(form)) {
                throw new StaticCopy.Refusal(
                        folder + " has an export of another form (" + state.form + "), which this one (" + form
                                + ") would replace: give another folder, or remove that one first");
            }
        }
        state.form = form;
        state.rewrite();
        return state;
    }

    /** Whether there is one, or nothing at all. */
    static boolean hasRoomIn(Path folder) throws IOException {
        if (Files.isRegularFile(folder.resolve(NAME))) {
            return true;
        }
        try (Stream<Path> there = Files.list(folder)) {
            return there.allMatch(file -> file.endsWith(LOCK));
        }
    }

    private void take(List<String> line) {
        String about = line.size() > 1 ? line.get(1) : "";
        changedSince |= !line.getFirst().equals(FORM);
        switch (line.getFirst()) {
            case FORM -> form = about;
            case PAGE -> {
                if (line.size() == 8 && line.get(2).matches("[0-9]{3}")) {
                    known.put(
                            about,
                            new CopyPage(
                                    Integer.parseInt(line.get(2)),
                                    line.get(3),
                                    line.get(4),
                                    line.get(5),
                                    line.get(6),
                                    line.get(7)));
                }
            }
            case NO_PAGE -> known.remove(about);
            case FILE -> files.add(about);
            case NO_FILE -> files.remove(about);
            case UP_TO -> {
                cursor = about;
                theme = line.size() > 2 ? line.get(2) : "";
                changedSince = false;
            }
            default -> {
                if (line.size() == 4) { // of an earlier release: a file, of whatever address
                    files.add(line.get(3));
                }
            }
        }
    }

    @Nullable
    CopyPage page(String address) {
        return known.get(address);
    }

    /** All addresses of which something is known. */
    KnownPages known() {
        return known;
    }

    /** The files that the copy itself makes, in order. */
    Set<String> files() {
        return files;
    }

    int count() {
        return known.files() + files.size();
    }

    void put(String address, CopyPage page) throws IOException {
        if (page.equals(known.get(address))) {
            return;
        }
        changedSince = true;
        journal.add(line(address, page));
        known.put(address, page);
    }

    void remove(String address) throws IOException {
        changedSince = true;
        journal.add(NO_PAGE, address);
        known.remove(address);
    }

    void putFile(String name) throws IOException {
        if (files.add(name)) {
            journal.add(FILE, name);
        }
    }

    void removeFile(String name) throws IOException {
        journal.add(NO_FILE, name);
        files.remove(name);
    }

    /** The place in the site's events up to which the copy is complete; empty if it is not known. */
    String cursor() {
        return cursor;
    }

    /** Whether something is newer than the place that was kept last. */
    boolean isChangedSince() {
        return changedSince;
    }

    /** The theme that the pages show; empty if it is not known. */
    String theme() {
        return theme;
    }

    /** @param newer whether some of what there is may be newer than the place */
    void keep(String newCursor, String newTheme, boolean newer) throws IOException {
        if (cursor.equals(newCursor) && theme.equals(newTheme) && changedSince == newer) {
            return;
        }
        cursor = newCursor;
        theme = newTheme;
        changedSince = newer;
        journal.add(UP_TO, cursor, theme);
        if (newer) {
            journal.add(NEWER);
        }
    }

    /** Writes the journal anew if most of it does not hold any more. */
    void shorten() throws IOException {
        if (journal.isLong()) {
            rewrite();
        }
    }

    private void rewrite() throws IOException {
        List<String[]> lines = new ArrayList<>(known.all().size() + files.size() + 2);
        String[] place = {UP_TO, cursor, theme};
        lines.add(new String[] {FORM, form});
        if (changedSince) {
            lines.add(place);
        }
        new TreeMap<>(known.all()).forEach((address, page) -> lines.add(line(address, page)));
        files.forEach(name -> lines.add(new String[] {FILE, name}));
        if (!changedSince) {
            lines.add(place);
        }
        journal.replace(lines);
    }

    private static String[] line(String address, CopyPage page) {
        return new String[] {
            PAGE,
            address,
            Integer.toString(page.status()),
            page.digest(),
            page.tag(),
            page.type(),
            page.to(),
            page.keys()
        };
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            journal.close();
        }
    }
}
