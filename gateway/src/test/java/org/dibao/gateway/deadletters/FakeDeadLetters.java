package org.dibao.gateway.deadletters;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dibao.contract.article.Position;
import org.dibao.contract.wire.EventMessage;
import org.dibao.eventlog.DeadLetter;
import org.dibao.eventlog.LogUnavailable;
import org.jspecify.annotations.Nullable;

/** The dead letters of {@code articles}, and what is appended to it, in memory. */
public final class FakeDeadLetters implements DeadLetterTopics {
    public static final Instant AT = Instant.parse("2026-11-01T00:00:00Z");

    private final List<DeadLetter> letters = new ArrayList<>();
    public final List<EventMessage> appended = new ArrayList<>();
    public volatile boolean down;

    public void add(long position, Map<String, String> headers, byte[] value) {
        List<DeadLetter.Header> all = new ArrayList<>();
        headers.forEach((name, text) -> all.add(new DeadLetter.Header(name, text.getBytes(StandardCharsets.UTF_8))));
        letters.add(new DeadLetter(
                letters.size(), new Position(position), AT, "unknown type", new byte[] {(byte) 0xff}, all, value));
    }

    @Override
    public List<DeadLetter> from(Origin origin, long offset, int most) {
        check();
        return of(origin).stream()
                .filter(letter -> letter.offset() >= offset)
                .limit(most)
                .toList();
    }

    @Override
    public @Nullable DeadLetter of(Origin origin, Position position) {
        check();
        return of(origin).stream()
                .filter(letter -> letter.position().equals(position))
                .findFirst()
                .orElse(null);
    }

    private List<DeadLetter> of(Origin origin) {
        return origin == Origin.ARTICLES ? letters : List.of();
    }

    private void check() {
        if (down) {
            throw new LogUnavailable("no broker", null);
        }
    }

    @Override
    public long count(Origin origin) {
        return of(origin).size();
    }

    @Override
    public long lastCount(Origin origin) {
        return count(origin);
    }

    @Override
    public Position append(EventMessage submission) {
        check();
        appended.add(submission);
        return new Position(1000 + appended.size());
    }
}
