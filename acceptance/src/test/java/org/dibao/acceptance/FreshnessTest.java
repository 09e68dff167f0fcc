package org.dibao.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dibao.acceptance.client.Answer;
import org.dibao.acceptance.client.Site;
import org.dibao.acceptance.sample.History;
import org.dibao.acceptance.sample.History.State;
import org.dibao.acceptance.system.Running;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Whatever is cached where, no answer is older than the last publication that was answered before it was asked for, and
 * none shows what was never submitted.
 */
@ExtendWith(Running.class)
class FreshnessTest {
    private static final int STEPS = 150;
    private static final int READERS = 3;

    private final Site site;
    private final Map<String, Track> tracks = new ConcurrentHashMap<>();
    private final Map<String, String> ids = new ConcurrentHashMap<>();

    FreshnessTest(Site site) {
        this.site = site;
    }

    /** All states that were ever submitted of one article, in order; those up to {@code answered} are live for sure. */
    private static final class Track {
        final List<State> sent = new CopyOnWriteArrayList<>();
        volatile int answered = -1;

        /** The states from this one on, as far as they are sent by now; more may be sent meanwhile. */
        List<State> since(int floor) {
            List<State> now = List.copyOf(sent);
            return now.subList(floor, now.size());
        }
    }

    @Test
    void noPageIsEverOlderThanWhatWasAnswered() throws Exception {
        long seed = Long.getLong("dibao.seed", System.nanoTime());
        System.out.println("FreshnessTest: -Ddibao.seed=" + seed);
        History history = new History(seed);
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> reading = new java.util.ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                Random random = new Random(seed + i);
                reading.add(readers.submit(() -> readUntil(done, random, history.categories())));
            }
            try {
                for (int i = 0; i < STEPS; i++) {
                    take(history.next());
                }
            } finally {
                done.set(true);
            }
            int reads = 0;
            for (Future<Integer> reader : reading) {
                reads += reader.get();
            }
            assertThat(reads).as("pages that were read meanwhile").isGreaterThan(STEPS);
        }
        tracks.values().forEach(track -> track.sent.forEach(state -> checkPage(state.name(), state.path())));
        history.categories().forEach(this::checkCategory);
    }

    private void take(History.Step step) {
        State after = step.after();
        Track track = tracks.computeIfAbsent(after.name(), _ -> new Track());
        String former =
                track.sent.isEmpty() ? after.category() : track.sent.getLast().category();
        track.sent.add(after);
        Answer answer =
                step.withdraw() ? site.withdraw(ids.getOrDefault(after.name(), "")) : site.publish(after.post());
        assertThat(answer.status()).as("%s: %s", step, answer).isIn(200, 201);
        ids.put(after.name(), answer.article());
        track.answered = track.sent.size() - 1;
        checkPage(after.name(), after.path());
        checkPage(after.name(), track.sent.getFirst().path());
        checkCategory(after.category());
        checkCategory(former);
    }

    private int readUntil(AtomicBoolean done, Random random, List<String> categories) {
        int reads = 0;
        while (!done.get()) {
            List<Track> ready = tracks.values().stream()
                    .filter(track -> track.answered >= 0)
                    .toList();
            if (random.nextInt(3) == 0 || ready.isEmpty()) {
                checkCategory(categories.get(random.nextInt(categories.size())));
            } else {
                Track track = ready.get(random.nextInt(ready.size()));
                State state = track.sent.get(random.nextInt(track.answered + 1));
                checkPage(state.name(), state.path());
            }
            reads++;
        }
        return reads;
    }

    /** A path at which the article was live once. */
    private void checkPage(String name, String path) {
        Track track = java.util.Objects.requireNonNull(tracks.get(name));
        int floor = track.answered;
        Answer answer = site.get(path);
        List<State> possible = track.since(floor);
        assertThat(possible)
                .as("states that %s can show: %s", path, answer)
                .anyMatch(state -> shows(answer, path, state));
    }

    private static boolean shows(Answer answer, String path, State state) {
        if (!state.live()) {
            return answer.status() == 410;
        }
        return state.path().equals(path)
                ? answer.status() == 200 && answer.page().select("h1").text().equals(state.title())
                : answer.status() == 301 && answer.location().equals(state.path());
    }

    private void checkCategory(String category) {
        Map<String, Integer> floors = new HashMap<>();
        tracks.forEach((name, track) -> floors.put(name, track.answered));
        Answer answer = site.get("/category/" + category + ".html");
        assertThat(answer.status()).as("%s", answer).isIn(200, 404);
        Map<String, String> links = new HashMap<>();
        if (answer.status() == 200) { // the latest articles on a page that is not found are of all categories
            for (Element link : answer.page().select("a[href]")) {
                links.merge(link.attr("href"), link.text(), (a, b) -> a + " " + b);
            }
        }
        floors.forEach((name, floor) -> {
            Track track = java.util.Objects.requireNonNull(tracks.get(name));
            List<State> possible = track.since(Math.max(floor, 0));
            assertThat(floor < 0 || possible.stream().anyMatch(state -> agrees(links, category, track, state)))
                    .as("category %s shows one of %s: %s", category, possible, answer)
                    .isTrue();
        });
    }

    /** The category lists the article as it stands in this state, and at no other of its paths. */
    private static boolean agrees(Map<String, String> links, String category, Track track, State state) {
        boolean wanted = state.live() && state.category().equals(category);
        return track.sent.stream()
                .map(State::path)
                .distinct()
                .allMatch(path -> wanted && path.equals(state.path())
                        ? links.getOrDefault(path, "").contains(state.title())
                        : !links.containsKey(path));
    }
}
