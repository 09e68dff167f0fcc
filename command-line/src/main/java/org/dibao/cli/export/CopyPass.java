package org.dibao.cli.export;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import org.dibao.cli.export.StaticCopy.Answer;
import org.dibao.cli.export.StaticCopy.Pages;
import org.dibao.cli.export.StaticCopy.Refusal;
import org.jspecify.annotations.Nullable;

/** Goes through all addresses of a site once, and writes what has changed since the state that is known. */
final class CopyPass {
    private static final int AT_ONCE = 8;

    private final CopyFolder folder;
    private final Pages pages;
    private final int maxAddresses;
    private final Runnable counted;
    private final PageLinks links;
    private final CopyState known;
    private final Map<String, CopyState.File> files = new TreeMap<>();
    private final Map<String, String> owners = new TreeMap<>();
    private final Map<String, String> redirects = new TreeMap<>();
    private final List<String> notes = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();
    private final Set<String> positions = new LinkedHashSet<>();
    private int written;

    /** @param counted told of each address that has been asked for */
    CopyPass(CopyFolder folder, Pages pages, PageLinks links, CopyState known, int maxAddresses, Runnable counted) {
        this.folder = folder;
        this.pages = pages;
        this.links = links;
        this.known = known;
        this.maxAddresses = maxAddresses;
        this.counted = counted;
    }

    /** By their paths below the folder. */
    Map<String, CopyState.File> files() {
        return files;
    }

    /** Where each address leads that redirects. */
    Map<String, String> redirects() {
        return redirects;
    }

    /** What the copy lacks, each a sentence. */
    List<String> notes() {
        return notes;
    }

    int written() {
        return written;
    }

    /** Whether it has everything that it should. */
    boolean isWhole() {
        return isOfOnePosition() && failed.isEmpty();
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
                    counted.run();
                }
                if (seen.size() > maxAddresses) {
                    throw new Refusal(
                            "the site has more than " + maxAddresses + " addresses: allow more with --max-addresses");
                }
                Collections.sort(found);
                next = found;
            }
        }
        positions.addAll(position(start.getFirst()));
    }

    private List<String> position(String address) throws IOException {
        Path body = folder.temporary();
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
        String file = CopyFolder.file(address);
        Path to = file == null ? null : folder.safe(file);
        CopyState.File listed = file != null && to != null && Files.isRegularFile(to)
                ? known.files().get(file)
                : null;
        CopyState.File there =
                listed != null && to != null && listed.digest().equals(CopyState.digest(to)) ? listed : null;
        Path body = folder.temporary();
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
