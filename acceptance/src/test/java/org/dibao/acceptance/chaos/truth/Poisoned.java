package org.dibao.acceptance.chaos.truth;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dibao.acceptance.chaos.truth.Finding.Kind;
import org.dibao.acceptance.client.Event;
import org.jspecify.annotations.Nullable;

/** Of what nobody can read there is a dead letter each, and of what was sent there is none. */
public final class Poisoned {
    /** Tells poison from what others have written there. */
    public static final String HEADER = "poison";

    private Poisoned() {}

    /**
     * @param log     all of {@code articles}
     * @param decided what became of each position
     * @param dead    all of {@code articles.dlt}
     * @param sent    the positions of what clients have sent
     */
    static List<Finding> compare(List<Event> log, Map<Long, Decision> decided, List<Event> dead, Set<Long> sent) {
        List<Finding> findings = new ArrayList<>();
        Map<Long, List<Event>> letters = new HashMap<>();
        dead.forEach(letter ->
                letters.computeIfAbsent(of(letter), _ -> new ArrayList<>()).add(letter));
        Set<Long> poison = new HashSet<>();
        for (Event record : log) {
            if (record.headers().containsKey(HEADER)) {
                poison.add(record.offset());
                findings.addAll(compare(
                        record, decided.get(record.offset()), letters.getOrDefault(record.offset(), List.of())));
            }
        }
        for (Event letter : dead) {
            if (sent.contains(of(letter)) || letter.headers().containsKey(HEADER) && !poison.contains(of(letter))) {
                findings.add(new Finding(Kind.WRONG, "there is a dead letter of position " + of(letter)));
            }
        }
        return findings;
    }

    private static List<Finding> compare(Event record, @Nullable Decision decided, List<Event> letters) {
        List<Finding> findings = new ArrayList<>();
        String what = record.headers().get(HEADER) + " at position " + record.offset();
        if (decided == null || !decided.outcome().equals("unreadable")) {
            findings.add(new Finding(Kind.WRONG, what + " is " + decided));
        }
        if (letters.isEmpty()) {
            findings.add(new Finding(Kind.LOST, "there is no dead letter of " + what));
        } else if (letters.size() > 1) {
            findings.add(new Finding(Kind.DOUBLED, letters.size() + " dead letters of " + what));
        } else if (!letters.getFirst().value().equals(record.value())
                || !letters.getFirst()
                        .headers()
                        .entrySet()
                        .containsAll(record.headers().entrySet())) {
            findings.add(new Finding(Kind.WRONG, "the dead letter of " + what + " is another record"));
        }
        return findings;
    }

    private static long of(Event letter) {
        return Long.parseLong(letter.headers().getOrDefault("dibao_position", "-1"));
    }
}
