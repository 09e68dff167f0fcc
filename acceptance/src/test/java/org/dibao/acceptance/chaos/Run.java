package org.dibao.acceptance.chaos;

import static org.awaitility.Awaitility.await;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.dibao.acceptance.chaos.faults.Fault;
import org.dibao.acceptance.chaos.faults.Ground;
import org.dibao.acceptance.chaos.traffic.Author;
import org.dibao.acceptance.chaos.traffic.Floor;
import org.dibao.acceptance.chaos.traffic.Hook;
import org.dibao.acceptance.chaos.traffic.Ledger;
import org.dibao.acceptance.chaos.traffic.Subscribers;
import org.dibao.acceptance.chaos.traffic.TopicReader;
import org.dibao.acceptance.chaos.truth.Finding;
import org.dibao.acceptance.chaos.truth.Judge;
import org.dibao.acceptance.client.Site;
import org.dibao.acceptance.sample.Unique;
import org.dibao.acceptance.subscriber.Change;

/** Rounds on one ground, with subscribers who are there from the first to the last. */
final class Run implements AutoCloseable {
    /** So many draws have each of them. */
    private static final int FAULTS_THERE_ARE = 100_000;

    private static final Duration PATIENCE = Duration.ofMinutes(3); // on a busy machine

    private final Ground ground;
    private final Site site;
    private final Author author;
    private final Ledger ledger = new Ledger();
    private final Floor floor = new Floor();
    private final Random random;
    private final PrintStream out;
    private final Figures figures = new Figures();
    private final Hook hook;
    private final TopicReader reader;
    private final long subscribed;
    private final Set<String> known = new HashSet<>();
    private long last;

    Run(Ground ground, long seed, PrintStream out) {
        this.ground = ground;
        this.site = ground.site();
        this.random = new Random(seed);
        this.out = out;
        this.author = new Author(Unique.word("ch"), ground.isAlone());
        this.hook = new Hook(random.nextLong());
        Round first = round();
        List<Finding> findings = new ArrayList<>();
        first.judge(findings);
        last = first.last();
        hook.subscribe(site);
        subscribed = site.articles().end() - 1;
        this.reader = new TopicReader(site.kafka(), "publications");
        tell(findings);
    }

    private void tell(List<Finding> findings) {
        findings.stream().limit(20).forEach(finding -> out.println("  " + finding));
    }

    Figures figures() {
        return figures;
    }

    private Round round() {
        return new Round(site, author, ledger, floor, random.nextLong());
    }

    /**
     * Breaks so many things, one after the other, while all are busy.
     *
     * @param names what the names of faults must contain
     * @return what was found
     */
    List<Finding> round(int number, int count, Pattern names) {
        return round(
                number,
                Stream.generate(() -> ground.fault(random))
                        .limit(FAULTS_THERE_ARE)
                        .filter(fault -> names.matcher(fault.name()).find())
                        .limit(count)
                        .toList());
    }

    /** The same with given faults. */
    List<Finding> round(int number, List<Fault> faults) {
        List<Finding> findings = new ArrayList<>();
        Round round = round();
        Duration recovery;
        Judge judge;
        try (Subscribers subscribers = new Subscribers(site, author.categories().getFirst(), last, random.nextLong())) {
            recovery = round.disturb(faults, Duration.ofMillis(500 + random.nextInt(2500)));
            judge = round.judge(findings);
            if (!round.isStuck()) {
                long before = last;
                last = round.last();
                checkSubscribers(subscribers, before, Change.of(round.events()), findings);
            }
        }
        if (!round.isStuck()) {
            findings.addAll(SiteCheck.of(site, judge.model(), author.categories()));
        }
        checkHealth(findings);
        findings.removeIf(finding -> !known.add(finding.toString()));
        faults.forEach(fault -> figures.fault(fault.name()));
        figures.round(findings, recovery);
        out.printf(
                "round %d: %s; %d positions, published again after %d ms%s%n",
                number,
                faults.stream().map(Fault::name).toList(),
                last + 1,
                recovery.toMillis(),
                findings.isEmpty() ? "" : "; " + findings.size() + " FINDINGS");
        tell(findings);
        return findings;
    }

    /** Everything once more, from the log alone. */
    void again() {
        floor.forget();
        ground.forgetPages();
        List<Finding> findings = new ArrayList<>();
        Judge judge = round().judge(findings);
        findings.addAll(SiteCheck.of(site, judge.model(), author.categories()));
        findings.removeIf(finding -> !known.add(finding.toString()));
        figures.round(findings, Duration.ZERO);
        out.println("all made anew from the log" + (findings.isEmpty() ? "" : ": " + findings.size() + " FINDINGS"));
        tell(findings);
    }

    private void checkSubscribers(Subscribers subscribers, long before, List<Change> changes, List<Finding> findings) {
        findings.addAll(subscribers.compare(
                changes.stream()
                        .filter(change -> change.position() > before && change.position() <= last)
                        .toList(),
                PATIENCE));
        checkHook(changes, findings);
        checkReader(findings);
    }

    private void checkHook(List<Change> changes, List<Finding> findings) {
        Set<Long> due = changes.stream()
                .filter(change -> change.fact() && change.position() > subscribed && change.position() <= last)
                .map(Change::position)
                .collect(Collectors.toSet());
        try {
            await().atMost(PATIENCE).until(() -> hook.positions().containsAll(due));
        } catch (ConditionTimeoutException e) {
            List<Long> missing = due.stream()
                    .filter(position -> !hook.positions().contains(position))
                    .sorted()
                    .toList();
            findings.add(new Finding(Finding.Kind.HOLE, "the webhook has not been sent " + missing));
        }
        hook.wrong().forEach(wrong -> findings.add(new Finding(Finding.Kind.HOLE, "the webhook: " + wrong)));
    }

    private void checkHealth(List<Finding> findings) {
        try {
            await().atMost(PATIENCE).until(() -> ground.unwell().isEmpty());
        } catch (ConditionTimeoutException e) {
            ground.unwell()
                    .forEach((name, what) ->
                            findings.add(new Finding(Finding.Kind.STUCK, name + " is not well: " + what)));
        }
    }

    private void checkReader(List<Finding> findings) {
        List<Long> due = LongStream.rangeClosed(0, last).boxed().toList();
        try {
            await().atMost(PATIENCE).until(() -> reader.positions().size() >= due.size());
        } catch (ConditionTimeoutException e) {
            // What is missing is said below.
        }
        List<Long> positions = reader.positions();
        if (!positions.subList(0, Math.min(due.size(), positions.size())).equals(due)) {
            findings.add(new Finding(
                    Finding.Kind.HOLE,
                    "the reader of the topic has " + positions.size() + " records, not each of " + due.size()
                            + " positions once and in order"));
        }
    }

    String summary() {
        return ledger.figures() + "; the webhook was called again " + hook.repeated() + " times\n" + figures.summary();
    }

    @Override
    public void close() {
        reader.close();
        try {
            hook.unsubscribe(site);
        } catch (UncheckedIOException e) {
            // It is stuck, which was found, and ends with its subscriptions.
        }
        hook.close();
    }
}
