package org.dibao.gateway.publications;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.dibao.contract.article.Position;
import org.dibao.contract.publication.Publication;
import org.dibao.eventlog.LogIdentity;
import org.dibao.eventlog.LogUnavailable;
import org.dibao.eventlog.publicevents.LogEvent;
import org.dibao.support.loop.SupervisedLoop;
import org.jspecify.annotations.Nullable;

/** The topics in memory. Publications are handed over in the caller's thread. */
public final class FakePublications implements PublicationSource {
    private final List<Publication> published = new ArrayList<>();
    private final List<BiConsumer<Publication, String>> subscribers = new CopyOnWriteArrayList<>();
    private long next;
    public volatile boolean down;
    public volatile Duration behind = Duration.ZERO;
    public volatile @Nullable Throwable defect;
    public volatile long logEnd = -1;
    public volatile LogIdentity identity = LogIdentity.of("TheLogId");
    /** Of the records. */
    public volatile String source = "https://news.example/render";
    /** How often the past was read. */
    public volatile int reads;

    public FakePublications(long end) {
        next = end + 1;
        logEnd = end;
    }

    public long nextPosition() {
        return next;
    }

    /** The position that the next submission will have. */
    public synchronized void publish(Publication publication) {
        if (publication.position().value() != next) {
            throw new IllegalArgumentException("expected position " + next);
        }
        next++;
        logEnd = Math.max(logEnd, publication.position().value());
        published.add(publication);
        subscribers.forEach(subscriber -> subscriber.accept(publication, source));
    }

    @Override
    public LogIdentity verify() {
        if (down) {
            throw new LogUnavailable("no broker", null);
        }
        Throwable found = defect;
        if (found instanceof Error error) {
            throw error;
        }
        if (found != null) {
            throw (RuntimeException) found;
        }
        return identity;
    }

    @Override
    public History history() {
        return new History() {
            @Override
            public List<LogEvent> read(Position after, int max) {
                verify();
                reads++;
                synchronized (FakePublications.this) {
                    return published.stream()
                            .filter(it -> it.position().isAfter(after))
                            .limit(max)
                            .map(it -> LogEvent.of(it, source))
                            .toList();
                }
            }

            @Override
            public Position before(Instant time) {
                verify();
                synchronized (FakePublications.this) {
                    return published.stream()
                            .filter(it -> !it.at().isBefore(time))
                            .map(it -> new Position(it.position().value() - 1))
                            .findFirst()
                            .orElseGet(() -> new Position(next - 1));
                }
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public Position end() {
        verify();
        return new Position(next - 1);
    }

    @Override
    public Position logEnd() {
        verify();
        return new Position(logEnd);
    }

    @Override
    public synchronized Following follow(Position after, BiConsumer<Publication, String> to) {
        subscribers.add(to);
        return new Following() {
            @Override
            public void start() {}

            @Override
            public Duration behind() {
                return behind;
            }

            @Override
            public Stream<SupervisedLoop> loops() {
                return Stream.empty();
            }

            @Override
            public boolean isHealthy() {
                return !down;
            }

            @Override
            public void close() {
                subscribers.remove(to);
            }
        };
    }
}
