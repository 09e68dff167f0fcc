package org.dibao.acceptance.chaos.traffic;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.dibao.acceptance.chaos.truth.PageState;
import org.dibao.acceptance.chaos.truth.Seen;
import org.dibao.acceptance.client.Answer;
import org.dibao.acceptance.client.Site;
import org.jspecify.annotations.Nullable;

/** Reads pages at random, and notes what was to be seen when. */
public final class Reader {
    private static final int PAUSE_MILLIS = 5;

    private final Site site;
    private final List<String> paths;
    private final Random random;
    private final Ledger ledger;
    private final Floor floor;

    public Reader(Site site, List<String> paths, long seed, Ledger ledger, Floor floor) {
        this.site = site;
        this.paths = paths;
        this.random = new Random(seed);
        this.ledger = ledger;
        this.floor = floor;
    }

    public void read(BooleanSupplier over) {
        while (!over.getAsBoolean()) {
            String path = paths.get(random.nextInt(paths.size()));
            int life = floor.life();
            long told = floor.position();
            try {
                PageState state = state(site.get(path));
                if (state == null) {
                    ledger.couldNotRead();
                } else if (life == floor.life()) {
                    ledger.saw(new Seen(path, told, state));
                }
            } catch (UncheckedIOException broken) {
                ledger.couldNotRead();
            }
            Client.pause(PAUSE_MILLIS);
        }
    }

    /** Absent if it says nothing about the page. */
    public static @Nullable PageState state(Answer answer) {
        return switch (answer.status()) {
            case 200 -> new PageState(200, answer.page().select("h1").text());
            case 301 -> new PageState(301, answer.location());
            case 404 -> PageState.NOTHING;
            case 410 -> PageState.GONE;
            default -> null;
        };
    }
}
