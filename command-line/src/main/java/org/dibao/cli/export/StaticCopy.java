package org.dibao.cli.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a site in a folder: the bytes of every address, found by following sitemaps, listings and links. Two copies of
 * the same position of the log have the same bytes. What has not changed is told by its entity tag; a copy that was
 * interrupted goes on where it stopped.
 */
public final class StaticCopy {
    private static final int AT_ONCE = 8;
    private static final int PASSES = 5;
    private static final int MAX_SEGMENT = 255;
    private static final String REDIRECTS = "_redirects";
    private static final String SEARCH = "search.html";

    private final Path folder;
    private final Pages pages;
    private final int maxAddresses;
    private final LongConsumer progress;
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong part = new AtomicLong();

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
        Files.createDirectories(folder);
        CopyState before = CopyState.read(folder);
        if (before == null) {
            try (Stream<Path> there = Files.list(folder)) {
                if (there.findAny().isPresent()) {
                    throw new Refusal(folder + " is neither empty nor an earlier export: give another folder");
                }
            }
            before = new CopyState(new TreeMap<>());
            before.write(folder);
        }
        Pass pass = null;
        CopyState known = before;
        int written = 0;
        for (int i = 0; i < PASSES && (pass == null || !pass.isOfOnePosition()); i++) {
            pass = new Pass(new PageLinks(host), known);
            pass.run(start, old);
            known = new CopyState(pass.files);
            known.with(before).write(folder);
            written += pass.written;
        }
        return finish(Objects.requireNonNull(pass), before, written);
    }

    private Result finish(Pass pass, CopyState before, int written) throws IOException {
        List<String> notes = new ArrayList<>(pass.notes);
        if (!pass.isOfOnePosition()) {
            notes.add("The site changed all the time: run the same command again for a copy of one position.");
        }
        int changed = written;
        for (Map.Entry<String, String> page : redirectPages(pass).entrySet()) {
            changed += put(page.getKey(), page.getValue()) ? 1 : 0;
            pass.files.put(page.getKey(), new CopyState.File("", "", ""));
        }
        int removed = 0;
        for (String file : before.files().keySet()) {
            if (!pass.files.containsKey(file)) {
                Path old = safe(file);
                removed += old != null && Files.deleteIfExists(old) ? 1 : 0;
            }
        }
        new CopyState(pass.files).write(folder);
        int files = pass.files.size();
        return new Result(
                files,
                changed,
                files - changed,
                removed,
                pass.redirects.size(),
                pass.position(),
                notes,
                pass.isOfOnePosition() && pass.failed.isEmpty());
    }

    /** Small pages and the list for servers that read one, and the page that says where searches are. */
    private static Map<String, String> redirectPages(Pass pass) {
        Map<String, String> made = new TreeMap<>();
        StringBuilder list = new StringBuilder();
        pass.redirects.forEach((from, to) -> {
            list.append(from).append(' ').append(to).append(" 301\n");
            String file = file(from);
            if (file != null && !pass.files.containsKey(file)) {
                made.put(file, RedirectPage.of(to));
            }
        });
        if (!list.isEmpty()) {
            made.put(REDIRECTS, list.toString());
        }
        if (!pass.files.containsKey(SEARCH)) {
            made.put(SEARCH, RedirectPage.SEARCH);
        }
        return made;
    }

    private boolean put(String file, String text) throws IOException {
        Path to = Objects.requireNonNull(safe(file));
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (Files.isRegularFile(to) && java.util.Arrays.equals(Files.readAllBytes(to), bytes)) {
            return false;
        }
        Files.createDirectories(to.getParent());
        Path temporary = temporary();
        Files.write(temporary, bytes);
        Files.move(temporary, to, StandardCopyOption.REPLACE_EXISTING);
        return true;
    }

    private Path temporary() {
        return folder.resolve(CopyState.NAME + "-" + part.incrementAndGet() + ".part");
    }

    /** Null if it would be outside of the folder. */
    private @Nullable Path safe(String file) {
        try {
            Path path = folder.resolve(file).normalize();
            return path.startsWith(folder) && !path.equals(folder) ? path : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /**
     * The file of an address, below the folder: {@code /a/} is {@code a/index.html}, and a last segment without an extension
     * gets {@code .html}. Null if no file can have the name.
     */
    static @Nullable String file(String address) {
        String path;
        try {
            path = URLDecoder.decode(address.replace("+", "%2B"), StandardCharsets.UTF_8)
                    .substring(1);
        } catch (IllegalArgumentException e) {
            return null;
        }
        String last = path.substring(path.lastIndexOf('/') + 1);
        String file = last.isEmpty()
                ? path + "index.html"
                : last.matches(".*\\.[A-Za-z][A-Za-z0-9]{0,9}") ? path : path + ".html";
        for (String segment : file.split("/", -1)) {
            boolean impossible = segment.isEmpty()
                    || segment.equals(".")
                    || segment.equals("..")
                    || segment.startsWith(CopyState.NAME)
                    || segment.chars().anyMatch(Character::isISOControl)
                    || segment.indexOf('\\') >= 0
                    || segment.getBytes(StandardCharsets.UTF_8).length > MAX_SEGMENT;
            if (impossible) {
                return null;
            }
        }
        return file;
    }

    /** Goes through all addresses once. */
    private final class Pass {
        private final PageLinks links;
        private final CopyState known;
        private final Map<String, CopyState.File> files = new TreeMap<>();
        private final Map<String, String> owners = new TreeMap<>();
        private final Map<String, String> redirects = new TreeMap<>();
        private final List<String> notes = new ArrayList<>();
        private final List<String> failed = new ArrayList<>();
        private final Set<String> positions = new LinkedHashSet<>();
        private int written;

        Pass(PageLinks links, CopyState known) {
            this.links = links;
            this.known = known;
        }

        boolean isOfOnePosition() {
            return positions.size() <= 1;
        }

        String position() {
            return positions.isEmpty() ? "unknown" : positions.iterator().next();
        }

        void run(List<String> start, Collection<String> old) throws IOException {
            positions.addAll(position(start.getFirst()));
            Set<String> seen = new LinkedHashSet<>(start);
            seen.addAll(old);
            List<String> next = new ArrayList<>(seen);
            try (ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE)) {
                while (!next.isEmpty()) {
                    List<Future<Fetched>> fetching = next.stream()
                            .map(address -> pool.submit(() -> fetch(address)))
                            .toList();
                    List<String> found = new ArrayList<>();
                    for (Future<Fetched> one : fetching) {
                        Fetched fetched = get(one, pool);
                        note(fetched);
                        fetched.links().stream().filter(seen::add).forEach(found::add);
                        progress.accept(done.incrementAndGet());
                    }
                    if (seen.size() > maxAddresses) {
                        throw new Refusal("the site has more than " + maxAddresses
                                + " addresses: allow more with --max-addresses");
                    }
                    Collections.sort(found);
                    next = found;
                }
            }
            positions.addAll(position(start.getFirst()));
        }

        private List<String> position(String address) throws IOException {
            Path body = temporary();
            try {
                String position = pages.get(address, null, body).position();
                return position == null ? List.of() : List.of(position);
            } finally {
                Files.deleteIfExists(body);
            }
        }

        private Fetched get(Future<Fetched> one, ExecutorService pool) throws IOException {
            try {
                return one.get();
            } catch (ExecutionException e) {
                pool.shutdownNow();
                switch (e.getCause()) {
                    case IOException failure -> throw failure;
                    case UncheckedIOException failure -> throw Objects.requireNonNull(failure.getCause());
                    case RuntimeException failure -> throw failure;
                    case null, default -> throw new IllegalStateException(e.getCause());
                }
            } catch (InterruptedException e) {
                pool.shutdownNow();
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }

        private void note(Fetched fetched) {
            String address = fetched.address();
            if (fetched.to() != null) {
                redirects.put(address, fetched.to());
            } else if (fetched.file() != null && fetched.content() != null) {
                String owner = owners.putIfAbsent(fetched.file(), address);
                if (owner != null) {
                    notes.add(address + " has the file of " + owner + ", so it is left out.");
                    failed.add(address);
                }
                files.put(fetched.file(), fetched.content());
                written += fetched.written() ? 1 : 0;
            } else if (fetched.status() == 200) {
                notes.add(address + " cannot be a file's name, so it is left out.");
                failed.add(address);
            } else if (fetched.status() >= 500 || fetched.status() == 429) {
                notes.add(address + " was not served (" + fetched.status() + "): run the same command again.");
                failed.add(address);
            }
        }

        private Fetched fetch(String address) throws IOException {
            String file = file(address);
            Path to = file == null ? null : safe(file);
            CopyState.File listed = file != null && to != null && Files.isRegularFile(to)
                    ? known.files().get(file)
                    : null;
            CopyState.File there =
                    listed != null && to != null && listed.digest().equals(CopyState.digest(to)) ? listed : null;
            Path body = temporary();
            try {
                Answer answer = pages.get(address, there == null || there.tag().isEmpty() ? null : there.tag(), body);
                if (answer.status() == 304 && there != null && to != null) {
                    return new Fetched(address, 200, file, there, null, linksIn(address, there.type(), to), false);
                }
                String type = answer.type() == null ? "" : answer.type();
                boolean redirects = answer.status() >= 300 && answer.status() < 400 && answer.location() != null;
                if (redirects) {
                    String inside = links.path(address, String.valueOf(answer.location()));
                    String target = inside == null ? String.valueOf(answer.location()) : inside;
                    Set<String> leadsTo = inside == null ? Set.of() : Set.of(inside);
                    return new Fetched(address, answer.status(), file, null, target, leadsTo, false);
                }
                if (answer.status() != 200 || to == null) {
                    return new Fetched(address, answer.status(), file, null, null, Set.of(), false);
                }
                Set<String> found = linksIn(address, type, body);
                String digest = CopyState.digest(body);
                boolean changed = !Files.isRegularFile(to) || Files.mismatch(body, to) >= 0;
                if (changed) {
                    Files.createDirectories(to.getParent());
                    Files.move(body, to, StandardCopyOption.REPLACE_EXISTING);
                }
                String tag = answer.tag() == null ? "" : answer.tag();
                CopyState.File written = new CopyState.File(tag, type, digest);
                return new Fetched(address, 200, file, written, null, found, changed);
            } finally {
                Files.deleteIfExists(body);
            }
        }

        private Set<String> linksIn(String address, String type, Path body) throws IOException {
            boolean text = type.startsWith("text/html") || type.startsWith("text/css") || type.contains("xml");
            return text ? links.in(address, type, Files.readString(body)) : Set.of();
        }
    }

    /**
     * @param file    where it belongs in the folder; absent if that cannot be a file's name
     * @param content absent unless it has a file there
     * @param to      of a redirect: where it leads
     */
    private record Fetched(
            String address,
            int status,
            @Nullable String file,
            CopyState.@Nullable File content,
            @Nullable String to,
            Set<String> links,
            boolean written) {}
}
