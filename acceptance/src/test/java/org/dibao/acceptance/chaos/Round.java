package org.dibao.acceptance.chaos;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.core.ConditionTimeoutException;
import org.dibao.acceptance.chaos.faults.Fault;
import org.dibao.acceptance.chaos.traffic.Author;
import org.dibao.acceptance.chaos.traffic.Client;
import org.dibao.acceptance.chaos.traffic.Floor;
import org.dibao.acceptance.chaos.traffic.Ledger;
import org.dibao.acceptance.chaos.traffic.Reader;
import org.dibao.acceptance.chaos.truth.Deed;
import org.dibao.acceptance.chaos.truth.Finding;
import org.dibao.acceptance.chaos.truth.Judge;
import org.dibao.acceptance.client.Event;
import org.dibao.acceptance.client.Site;

/** A while in which everybody is busy and something breaks, and a look at everything afterwards. */
final class Round {
    private static final int CLIENTS = 4;
    private static final int READERS = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(3); // on a busy machine

    private final Site site;
    private final Author author;
    private final Ledger ledger;
    private final Floor floor;
    private final Random random;
    private List<Event> events = List.of();
    private long last = -1;
    private boolean stuck;

    /** @param site as clients reach it */
    Round(Site site, Author author, Ledger ledger, Floor floor, long seed) {
        this.site = site;
        this.author = author;
        this.ledger = ledger;
        this.floor = floor;
        this.random = new Random(seed);
    }

    /**
     * Lets clients and readers work while things break and are mended.
     *
     * @return how long after the last was mended an article could be published
     */
    Duration disturb(List<Fault> faults, Duration calm) {
        AtomicBoolean over = new AtomicBoolean();
        List<Future<?>> working = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CLIENTS; i++) {
                Client client = client();
                working.add(threads.submit(() -> client.work(over::get)));
            }
            for (int i = 0; i < READERS; i++) {
                Reader reader = new Reader(site, author.paths(), random.nextLong(), ledger, floor);
                working.add(threads.submit(() -> reader.read(over::get)));
            }
            Duration recovery;
            try {
                pause(calm);
                faults.forEach(this::suffer);
                long mended = System.nanoTime();
                publish(author.closing().subList(0, 1));
                recovery = Duration.ofNanos(System.nanoTime() - mended);
                pause(calm);
            } finally {
                over.set(true);
            }
            for (Future<?> one : working) {
                one.get();
            }
            return recovery;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void suffer(Fault fault) {
        try {
            fault.strike().run();
            if (fault.forgets()) {
                floor.forget();
            }
            pause(fault.lasting());
        } catch (ConditionTimeoutException | AssertionError e) {
            ledger.find(new Finding(Finding.Kind.STUCK, fault.name() + ": " + e.getMessage()));
        } finally {
            fault.mend().run();
        }
        pause(Duration.ofMillis(random.nextInt(1000)));
    }

    /** Now that all is whole again and nothing is scheduled: what everybody hears of, and then what is in the log and came of it. */
    Judge judge(List<Finding> findings) {
        pause(author.untilNothingIsScheduled());
        if (!stuck) {
            last = publish(author.closing());
        }
        if (!stuck) {
            awaitAll(findings);
        }
        events = site.articleEvents().all();
        Judge judge = new Judge(
                ledger.sent(),
                site.articles().all(),
                events,
                site.publications().all(),
                site.topic("articles.dlt").all());
        ledger.seen().forEach(judge::look);
        findings.addAll(ledger.findings());
        findings.addAll(judge.findings());
        return judge;
    }

    private void awaitAll(List<Finding> findings) {
        try {
            await().atMost(PATIENCE)
                    .until(() -> site.publications().end() == site.articles().end());
        } catch (ConditionTimeoutException e) {
            stuck = true;
            findings.add(new Finding(
                    Finding.Kind.STUCK,
                    "not everything came out at the other end within " + PATIENCE.toSeconds() + " s"));
        }
    }

    /** Whether nothing comes out any more, so that nobody needs to be waited for. */
    boolean isStuck() {
        return stuck;
    }

    /** The events of all positions, as the judge had them. */
    List<Event> events() {
        return events;
    }

    /** The position that everybody has heard of. */
    long last() {
        return last;
    }

    /** @return the last position; -1 if it is stuck */
    private long publish(List<Deed.Submit> deeds) {
        Client client = client();
        try {
            return deeds.stream()
                    .mapToLong(deed -> client.publish(deed, PATIENCE))
                    .max()
                    .orElseThrow();
        } catch (ConditionTimeoutException e) {
            stuck = true;
            ledger.find(new Finding(Finding.Kind.STUCK, String.valueOf(e.getMessage())));
            return -1;
        }
    }

    private Client client() {
        return new Client(site, author, random.nextLong(), ledger, floor);
    }

    static void pause(Duration time) {
        try {
            TimeUnit.MILLISECONDS.sleep(time.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
