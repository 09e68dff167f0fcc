package org.dibao.acceptance.chaos.traffic;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.awaitility.core.ConditionTimeoutException;
import org.dibao.acceptance.chaos.truth.Deed;
import org.dibao.acceptance.chaos.truth.Finding;
import org.dibao.acceptance.chaos.truth.Sent;
import org.dibao.acceptance.client.Answer;
import org.dibao.acceptance.client.Site;
import org.dibao.acceptance.sample.Unique;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends one request after the other, each with an idempotency key, and sends it again until it is answered; sometimes it has no
 * patience, or sends again what was answered.
 */
public final class Client {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int ATTEMPTS = 12;

    private final Site site;
    private final Author author;
    private final Random random;
    private final Ledger ledger;
    private final Floor floor;

    public Client(Site site, Author author, long seed, Ledger ledger, Floor floor) {
        this.site = site;
        this.author = author;
        this.random = new Random(seed);
        this.ledger = ledger;
        this.floor = floor;
    }

    /** Goes on until it is over. */
    public void work(BooleanSupplier over) {
        while (!over.getAsBoolean()) {
            if (random.nextInt(25) == 0) {
                send(author.several(random), over);
            } else {
                send(Request.of(author.next(random), random), over);
            }
            pause(random.nextInt(60));
        }
    }

    /**
     * Sends it until it is live, and gives its position.
     *
     * @throws ConditionTimeoutException if it is not live in time
     */
    public long publish(Deed deed, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        Request request = Request.of(deed, random).waiting();
        ledger.note(new Sent(request.digest(), deed, null, 0));
        while (System.nanoTime() - end < 0) {
            long live = attempt(request, new Attempts());
            if (live >= 0) {
                return live;
            }
            pause(200);
        }
        throw new ConditionTimeoutException("nothing that is sent is live within " + patience.toSeconds() + " s");
    }

    private void send(Request request, BooleanSupplier over) {
        Attempts attempts = new Attempts();
        ledger.note(new Sent(request.digest(), request.deed(), null, 0));
        for (int i = 0; i < ATTEMPTS; i++) {
            if (i > 0) {
                ledger.retried();
            }
            attempt(request, attempts);
            boolean enough = attempts.answered && random.nextInt(8) > 0;
            if (enough || attempts.refused || over.getAsBoolean() || random.nextInt(20) == 0) {
                return;
            }
            pause(attempts.answered ? 0 : 50 + random.nextInt(200));
        }
    }

    /** What is known of the attempts so far. */
    private static final class Attempts {
        private boolean answered;
        /** Before it was in the log: if it were sent again, it might not be. */
        private boolean refused;
        /** One of them may be in the log. */
        private boolean unknown;
    }

    /** @return the position, if it is live; -1 if it is not, or nobody knows */
    private long attempt(Request request, Attempts attempts) {
        int life = floor.life();
        try {
            Answer answer = request.send(site);
            JsonNode position = body(answer).path("position");
            if (position.isIntegralNumber()) {
                attempts.answered = true;
                ledger.note(new Sent(request.digest(), request.deed(), position.asLong(), 0));
                if (answer.status() != 202) {
                    floor.raise(life, position.asLong());
                    return position.asLong();
                }
            } else if (answer.status() < 500 && answer.status() != 429 && !attempts.answered) {
                attempts.refused = true;
                ledger.note(new Sent(request.digest(), request.deed(), null, attempts.unknown ? 0 : answer.status()));
            } else {
                attempts.unknown |= answer.status() == 503 || answer.status() == 504;
            }
        } catch (UncheckedIOException broken) {
            attempts.unknown = true;
        } catch (AssertionError e) {
            ledger.find(new Finding(Finding.Kind.WRONG, request.deed() + ": " + e.getMessage()));
            attempts.unknown = true;
        }
        return -1;
    }

    private static JsonNode body(Answer answer) {
        try {
            return answer.json();
        } catch (JacksonException e) {
            throw new UncheckedIOException(new java.io.IOException("half an answer", e));
        }
    }

    /** An import: a line of the answer for each line. */
    private void send(List<Deed.Submit> lines, BooleanSupplier over) {
        String key = Unique.word("import");
        for (int n = 1; n <= lines.size(); n++) {
            ledger.note(new Sent(Request.digest(key + "\n" + n), lines.get(n - 1), null, 0));
        }
        for (int i = 0; i < ATTEMPTS && !over.getAsBoolean(); i++) {
            try {
                Answer answer = site.publisher("POST", "/api/imports")
                        .with("Idempotency-Key", key)
                        .body("application/x-ndjson", Request.ndjson(lines))
                        .send();
                if (answer.status() == 200 && take(answer, lines, key) == lines.size()) {
                    return;
                }
            } catch (UncheckedIOException broken) {
                // Which lines are in the log, nobody knows.
            } catch (AssertionError e) {
                ledger.find(new Finding(Finding.Kind.WRONG, "an import: " + e.getMessage()));
            }
            ledger.retried();
            pause(100);
        }
    }

    /** @return how many lines have a position */
    private int take(Answer answer, List<Deed.Submit> lines, String key) {
        int taken = 0;
        int n = 0;
        for (String line : answer.text().lines().toList()) {
            JsonNode result;
            try {
                result = JSON.readTree(line);
            } catch (JacksonException e) {
                break;
            }
            n++;
            if (n <= lines.size() && result.path("position").isIntegralNumber()) {
                ledger.note(new Sent(
                        Request.digest(key + "\n" + n),
                        lines.get(n - 1),
                        result.path("position").asLong(),
                        0));
                taken++;
            }
        }
        return taken;
    }

    static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
