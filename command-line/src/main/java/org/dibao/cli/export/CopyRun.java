package org.dibao.cli.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import org.dibao.cli.export.StaticCopy.Pages;
import org.jspecify.annotations.Nullable;

/** Brings a copy up to date: all of it, or what may have changed. */
final class CopyRun {
    private final SiteCopy copy;
    private final CopyFolder folder;
    private final PageLinks links;
    private final int maxAddresses;
    private final LongConsumer progress;
    private int asked;

    /** What a page says about the site. */
    record Look(String position, String theme) {}

    CopyRun(SiteCopy copy, CopyFolder folder, PageLinks links, int maxAddresses, LongConsumer progress) {
        this.copy = copy;
        this.folder = folder;
        this.links = links;
        this.maxAddresses = maxAddresses;
        this.progress = progress;
    }

    /** How many addresses have been asked for. */
    int asked() {
        return asked;
    }

    /** Of which position and which theme a page is now. */
    Look look(Pages pages, String address) throws IOException {
        Path body = folder.temporary();
        try {
            CopyPage known = copy.state().page(address);
            StaticCopy.Answer answer =
                    pages.get(address, known == null || known.tag().isEmpty() ? null : known.tag(), body);
            return new Look(text(answer.position(), "unknown"), text(answer.theme(), ""));
        } finally {
            Files.deleteIfExists(body);
        }
    }

    private static String text(@Nullable String header, String otherwise) {
        return header == null ? otherwise : header;
    }

    /**
     * Asks for everything that the roots lead to, and removes what they do not lead to.
     *
     * @param theme that pages are to have; empty if that does not matter
     */
    CopyPass whole(Pages pages, Set<String> roots, String theme) throws IOException {
        CopyPass pass =
                pass(pages, roots, theme, (page, _, link, _) -> page.links().contains(link));
        if (pass.unserved().isEmpty()) { // otherwise nobody knows what they lead to
            for (String address : List.copyOf(copy.state().known().all().keySet())) {
                if (!pass.asked().contains(address)) {
                    copy.remove(address);
                }
            }
        }
        copy.finish();
        return pass;
    }

    /**
     * Asks for some addresses and for what is new on their pages.
     *
     * @param changes that tell which pages beside them are to be asked for
     */
    CopyPass some(Pages pages, Collection<String> first, Changes changes, String theme) throws IOException {
        return pass(pages, first, theme, (page, changed, link, newly) -> {
            CopyPage known = copy.state().page(link);
            if (page.links().contains(link)
                    && (known == null || !known.isThere() && (newly || changes.isLookedForBroadly()))) {
                return true;
            }
            return (changed || !Changes.isNumbered(page.address()))
                    && Changes.isNumbered(link)
                    && changes.mayConcern(link);
        });
    }

    /** Removes those of some addresses that nothing leads to any more, and what they alone lead to. */
    void removeUnreached(Collection<String> addresses, Set<String> roots) throws IOException {
        Deque<String> unreached = new ArrayDeque<>(addresses);
        while (!unreached.isEmpty()) {
            String address = unreached.remove();
            if (copy.state().page(address) != null && !copy.links().isReached(address, roots)) {
                unreached.addAll(copy.links().from(address));
                copy.remove(address);
            }
        }
    }

    private CopyPass pass(Pages pages, Collection<String> first, String theme, CopyPass.Rule rule) throws IOException {
        try (PageFetcher fetcher = new PageFetcher(folder, copy.state(), pages, links)) {
            CopyPass pass = new CopyPass(copy, fetcher, rule, maxAddresses, () -> progress.accept(++asked));
            pass.run(first, theme);
            return pass;
        }
    }
}
