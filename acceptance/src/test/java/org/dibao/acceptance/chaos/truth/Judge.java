package org.dibao.acceptance.chaos.truth;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.dibao.acceptance.chaos.truth.Finding.Kind;
import org.dibao.acceptance.client.Event;
import org.jspecify.annotations.Nullable;

/** Holds what happened against what must have happened. */
public final class Judge {
    private final Map<String, Sent> byKey = new HashMap<>();
    private final Map<String, NavigableMap<Long, PageState>> pages = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Model model = new Model();
    private int repeated;

    /**
     * @param sent         all requests since the beginning
     * @param log          all of {@code articles}
     * @param events       all of {@code article-events}
     * @param publications all of {@code publications}
     * @param dead         all of {@code articles.dlt}
     */
    public Judge(
            Collection<Sent> sent, List<Event> log, List<Event> events, List<Event> publications, List<Event> dead) {
        sent.forEach(one -> byKey.put(one.key(), one));
        positions("article-events", log.size(), events);
        positions("publications", log.size(), publications);
        Map<Long, Decision> decided = new HashMap<>();
        events.forEach(event -> decided.put(event.position(), Decision.of(event)));
        Map<String, Long> first = new HashMap<>();
        for (Event record : log) {
            Entry entry = Entry.of(record);
            if (entry.key() != null) {
                first.putIfAbsent(entry.key(), entry.position());
            }
            follow(entry, decided.get(entry.position()));
        }
        Map<Long, String> keys = new HashMap<>();
        log.stream().map(Entry::of).forEach(entry -> keys.put(entry.position(), String.valueOf(entry.key())));
        sent.forEach(one -> acknowledged(one, keys, first));
        keys.values().retainAll(byKey.keySet());
        findings.addAll(Poisoned.compare(log, decided, dead, keys.keySet()));
    }

    /** Each position in order. One may come again, as readers know, but never with something else. */
    private void positions(String topic, int wanted, List<Event> records) {
        Map<Long, Event> seen = new HashMap<>();
        long next = 0;
        for (Event record : records) {
            Event before = seen.putIfAbsent(record.position(), record);
            if (before != null) {
                repeated++;
                if (!before.value().equals(record.value())) {
                    findings.add(new Finding(
                            Kind.DOUBLED,
                            topic + " has position " + record.position() + " again, and differently: " + before + ", "
                                    + record));
                }
            } else if (record.position() > next) {
                findings.add(new Finding(
                        Kind.GAP, topic + " has position " + record.position() + " where " + next + " is due"));
            }
            next = Math.max(next, record.position() + 1);
        }
        if (next != wanted) {
            findings.add(new Finding(Kind.GAP, topic + " ends before " + next + ", the log before " + wanted));
        }
    }

    private void follow(Entry entry, @Nullable Decision decided) {
        Decision expected;
        if (entry.article() != null) {
            if (!model.knows(entry.article())) {
                return; // somebody else's
            }
            expected = model.keep(entry.article(), Objects.requireNonNull(entry.at()));
        } else {
            Sent sent = entry.key() == null ? null : byKey.get(entry.key());
            if (sent == null) {
                return; // somebody else's
            }
            expected = model.decide(entry, sent.deed());
        }
        if (!isAs(expected, decided)) {
            findings.add(new Finding(
                    Kind.WRONG, "position " + entry.position() + " is " + decided + " and must be " + expected));
        }
        for (String path : model.paths()) {
            NavigableMap<Long, PageState> states = pages.computeIfAbsent(path, _ -> new TreeMap<>());
            PageState now = model.page(path);
            if (states.isEmpty() || !states.lastEntry().getValue().equals(now)) {
                states.put(entry.position(), now);
            }
        }
    }

    private static boolean isAs(Decision expected, @Nullable Decision decided) {
        return decided != null
                && decided.outcome().equals(expected.outcome())
                && (expected.revision() == 0 || decided.revision() == 0 || decided.revision() == expected.revision());
    }

    private void acknowledged(Sent sent, Map<Long, String> keys, Map<String, Long> first) {
        Long position = sent.position();
        if (position != null && !sent.key().equals(keys.get(position))) {
            findings.add(new Finding(
                    Kind.LOST,
                    sent.deed() + " was acknowledged at position " + position + ", where "
                            + (keys.containsKey(position) ? "something else is" : "nothing is")));
        }
        if (sent.refused() > 0 && first.containsKey(sent.key())) {
            findings.add(new Finding(
                    Kind.WRONG,
                    sent.deed() + " was refused with " + sent.refused() + " and is in the log at "
                            + first.get(sent.key())));
        }
    }

    /** Whether a page that a reader saw was right at any time since its reader was told of something newer. */
    public void look(Seen seen) {
        NavigableMap<Long, PageState> states = pages.get(seen.path());
        if (states == null) {
            return;
        }
        Map.Entry<Long, PageState> then = states.floorEntry(seen.floor());
        boolean right = then == null
                ? seen.state().equals(PageState.NOTHING)
                : then.getValue().equals(seen.state());
        if (!right && !states.tailMap(seen.floor(), false).containsValue(seen.state())) {
            findings.add(new Finding(
                    Kind.STALE,
                    seen.path() + " answered " + seen.state() + " after position " + seen.floor()
                            + " was live, as it was " + states));
        }
    }

    /** How everything must stand now. */
    public Model model() {
        return model;
    }

    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** How many records of topics repeat an earlier one. */
    public int repeated() {
        return repeated;
    }

    /** How many of the requests have no answer. */
    public long unanswered() {
        return byKey.values().stream()
                .filter(sent -> sent.position() == null && sent.refused() == 0)
                .count();
    }
}
