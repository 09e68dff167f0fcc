package org.dibao.store.history;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.ArticleEvent;
import org.dibao.contract.fold.Decision;

/** Ports of which one call fails: before it took effect, half-way, or after. All calls of all ports are counted as one row. */
public final class FailingPorts {
    /** How much of the failing call takes effect. */
    public enum When {
        BEFORE,
        HALFWAY,
        AFTER
    }

    private final Ports real;
    private final int failing;
    private final When when;
    private final boolean dies;
    private int calls;
    private boolean failed;

    /**
     * @param failing number of the failing call, from 1; 0: none
     * @param dies    whether nothing that comes after it has any effect
     */
    public FailingPorts(Ports real, int failing, When when, boolean dies) {
        this.real = real;
        this.failing = failing;
        this.when = when;
        this.dies = dies;
    }

    public int calls() {
        return calls;
    }

    public boolean hasFailed() {
        return failed;
    }

    public Ports ports() {
        Projections p = real.projections();
        return new Ports(
                () -> call(() -> real.log().look()),
                new Decisions() {
                    @Override
                    public CompletableFuture<Map<Position, Decision>> find(Collection<Position> positions) {
                        return future(() -> real.decisions().find(positions));
                    }

                    @Override
                    public CompletableFuture<Map<Position, Summary>> summaries(Collection<Position> positions) {
                        return future(() -> real.decisions().summaries(positions));
                    }

                    @Override
                    public CompletableFuture<Integer> insert(List<Decision> decisions) {
                        return future(
                                () -> real.decisions().insert(decisions),
                                () -> real.decisions().insert(half(decisions)));
                    }
                },
                new Projections(
                        failing(p.heads()),
                        failing(p.paths()),
                        failing(p.keys()),
                        failing(p.revisions()),
                        failing(p.site())),
                new Progress() {
                    @Override
                    public CompletableFuture<Optional<Mark>> find() {
                        return future(() -> real.progress().find());
                    }

                    @Override
                    public CompletableFuture<Boolean> advance(Optional<Mark> from, Mark to) {
                        return future(() -> real.progress().advance(from, to));
                    }
                },
                new Announcements() {
                    @Override
                    public Position last() {
                        return call(() -> real.announcements().last());
                    }

                    @Override
                    public void append(List<ArticleEvent> events) {
                        run(
                                () -> real.announcements().append(events),
                                () -> real.announcements().append(half(events)));
                    }
                },
                new DeadLetters() {
                    @Override
                    public Position last() {
                        return call(() -> real.deadLetters().last());
                    }

                    @Override
                    public void append(List<DeadLetter> letters) {
                        run(
                                () -> real.deadLetters().append(letters),
                                () -> real.deadLetters().append(half(letters)));
                    }
                });
    }

    private <K, V> Projection<K, V> failing(Projection<K, V> projection) {
        return new Projection<>() {
            @Override
            public CompletableFuture<Map<K, V>> find(Collection<K> keys) {
                return future(() -> projection.find(keys));
            }

            @Override
            public CompletableFuture<Void> put(Map<K, Versioned<V>> values) {
                Map<K, Versioned<V>> half = new LinkedHashMap<>();
                values.entrySet().stream().limit(values.size() / 2).forEach(e -> half.put(e.getKey(), e.getValue()));
                return future(() -> projection.put(values), () -> projection.put(half));
            }
        };
    }

    private static <T> List<T> half(List<T> list) {
        return list.subList(0, list.size() / 2);
    }

    private <T> CompletableFuture<T> future(Supplier<CompletableFuture<T>> whole) {
        return future(whole, null);
    }

    private <T> CompletableFuture<T> future(
            Supplier<CompletableFuture<T>> whole,
            @org.jspecify.annotations.Nullable Supplier<CompletableFuture<T>> half) {
        try {
            return call(() -> whole.get(), half == null ? null : () -> half.get());
        } catch (Unavailable e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void run(Runnable whole, Runnable half) {
        call(
                () -> {
                    whole.run();
                    return true;
                },
                () -> {
                    half.run();
                    return true;
                });
    }

    private <T> T call(Supplier<T> whole) {
        return call(whole, null);
    }

    private <T> T call(Supplier<T> whole, @org.jspecify.annotations.Nullable Supplier<T> half) {
        if (failed && dies) {
            throw new Unavailable("dead", null);
        }
        calls++;
        if (calls != failing) {
            return whole.get();
        }
        failed = true;
        switch (when) {
            case BEFORE -> {}
            case HALFWAY -> {
                if (half != null) {
                    half.get();
                }
            }
            case AFTER -> whole.get();
        }
        throw new Unavailable("call " + calls + " fails " + when, null);
    }
}
