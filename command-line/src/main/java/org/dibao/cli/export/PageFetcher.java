package org.dibao.cli.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dibao.cli.export.StaticCopy.Answer;
import org.dibao.cli.export.StaticCopy.Pages;
import org.jspecify.annotations.Nullable;

/** Asks for pages, some at once. What is there and as it was noted is not sent again. */
final class PageFetcher implements AutoCloseable {
    private static final int AT_ONCE = 8;
    /** Whatever becomes of what an earlier address had shown: pages that say that nothing is there list the latest articles. */
    private static final String LATEST = "home";

    private final CopyFolder folder;
    private final CopyState state;
    private final Pages pages;
    private final PageLinks links;
    private final ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE);

    /**
     * @param page     what is known of the address now
     * @param body     its content, in a file beside its place; absent if that is there already, or there is none
     * @param position of the log, of which the page is; -1 if it is of none
     * @param theme    of the page; empty if it has none
     * @param links    the addresses that it leads to
     */
    record Fetched(String address, CopyPage page, @Nullable Path body, long position, String theme, Set<String> links) {
        /** Whether the site could not answer, so that nothing is known. */
        boolean isUnserved() {
            return page.status() >= 500 || page.status() == 429;
        }
    }

    PageFetcher(CopyFolder folder, CopyState state, Pages pages, PageLinks links) {
        this.folder = folder;
        this.state = state;
        this.pages = pages;
        this.links = links;
    }

    List<Future<Fetched>> start(Collection<String> addresses) {
        return addresses.stream()
                .map(address -> {
                    CopyPage known = state.page(address); // here, since only one thread may look
                    return pool.submit(() -> fetch(address, known));
                })
                .toList();
    }

    static Fetched get(Future<Fetched> one) throws IOException {
        try {
            return one.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException failure -> throw failure;
                case UncheckedIOException failure -> throw Objects.requireNonNull(failure.getCause());
                case RuntimeException failure -> throw failure;
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private Fetched fetch(String address, @Nullable CopyPage known) throws IOException {
        Path to = folder.place(address);
        CopyPage there =
                known != null && to != null && known.hasFile() && folder.has(to, known.digest()) ? known : null;
        Path body = folder.temporary();
        boolean kept = false;
        try {
            Answer answer = pages.get(address, there == null || there.tag().isEmpty() ? null : there.tag(), body);
            String keys = text(answer.keys());
            String theme = text(answer.theme());
            long position = position(text(answer.position()));
            if (answer.status() == 304 && there != null && to != null) {
                return new Fetched(
                        address, there.under(keys), null, position, theme, links.in(address, there.type(), to));
            }
            String location = answer.location();
            if (answer.status() >= 300 && answer.status() < 400 && location != null) {
                String inside = links.path(address, location);
                CopyPage page = new CopyPage(answer.status(), "", "", "", inside == null ? location : inside, keys);
                return new Fetched(address, page, null, position, theme, inside == null ? Set.of() : Set.of(inside));
            }
            if (answer.status() != 200) {
                CopyPage page = new CopyPage(answer.status(), "", "", "", "", withoutLatest(keys));
                return new Fetched(address, page, null, position, theme, Set.of());
            }
            String digest = to == null ? "" : CopyFolder.digest(body);
            String type = text(answer.type());
            CopyPage page = new CopyPage(200, digest, text(answer.tag()), type, "", keys);
            kept = to != null && (there == null || !there.digest().equals(digest));
            return new Fetched(
                    address,
                    page,
                    kept ? body : null,
                    position,
                    theme,
                    to == null ? Set.of() : links.in(address, type, body));
        } finally {
            if (!kept) {
                Files.deleteIfExists(body);
            }
        }
    }

    private static String text(@Nullable String header) {
        return header == null ? "" : header;
    }

    private static long position(String text) {
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
    }

    private static String withoutLatest(String keys) {
        return String.join(
                " ",
                List.of(keys.split(" ")).stream()
                        .filter(key -> !key.equals(LATEST))
                        .toList());
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
