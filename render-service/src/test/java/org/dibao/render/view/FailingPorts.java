package org.dibao.render.view;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.Position;
import org.dibao.contract.publication.Publication;
import org.jspecify.annotations.Nullable;

/** Ports of which one call fails: before it took effect, half-way, or after. All calls of all ports are counted as one row. */
public final class FailingPorts {
    /** How much of the failing call takes effect. */
    public enum When {
        BEFORE,
        HALFWAY,
        AFTER,
        /** Nothing takes effect, and that is known only when something else may have been done already. */
        LATER
    }

    private final Ports real;
    private final int failing;
    private final When when;
    private final boolean dies;
    private int calls;
    private volatile boolean failed;

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
        Views v = real.views();
        return new Ports(
                () -> call(() -> real.log().look(), null),
                new Views(new FailingView<>(v.pages()), new FailingEntries(v.entries()), new FailingView<>(v.site())),
                new Progress() {
                    @Override
                    public CompletableFuture<Optional<Mark>> find() {
                        return future(() -> real.progress().find(), null);
                    }

                    @Override
                    public CompletableFuture<Boolean> advance(Optional<Mark> from, Mark to) {
                        return future(() -> real.progress().advance(from, to), null);
                    }
                },
                new Announcements() {
                    @Override
                    public Position last() {
                        return call(() -> real.announcements().last(), null);
                    }

                    @Override
                    public void append(List<Publication> publications) {
                        run(
                                () -> real.announcements().append(publications),
                                () -> real.announcements().append(half(publications)));
                    }
                },
                new DeadLetters() {
                    @Override
                    public Position last() {
                        return call(() -> real.deadLetters().last(), null);
                    }

                    @Override
                    public void append(List<DeadLetter> letters) {
                        run(
                                () -> real.deadLetters().append(letters),
                                () -> real.deadLetters().append(half(letters)));
                    }
                });
    }

    private class FailingView<K, V> implements View<K, V> {
        private final View<K, V> view;

        FailingView(View<K, V> view) {
            this.view = view;
        }

        @Override
        public CompletableFuture<Map<K, V>> find(Collection<K> keys) {
            return future(() -> view.find(keys), null);
        }

        @Override
        public CompletableFuture<Void> put(Map<K, Versioned<V>> values) {
            Map<K, Versioned<V>> half = new LinkedHashMap<>();
            values.entrySet().stream().limit(values.size() / 2).forEach(e -> half.put(e.getKey(), e.getValue()));
            return future(() -> view.put(values), () -> view.put(half));
        }
    }

    private final class FailingEntries extends FailingView<ArticleId, Entry> implements Entries {
        private final Entries entries;

        FailingEntries(Entries entries) {
            super(entries);
            this.entries = entries;
        }

        @Override
        public CompletableFuture<Void> scan(BiConsumer<ArticleId, Versioned<Entry>> reader) {
            return future(() -> entries.scan(reader), null);
        }
    }

    private static <T> List<T> half(List<T> list) {
        return list.subList(0, list.size() / 2);
    }

    private <T> CompletableFuture<T> future(
            Supplier<CompletableFuture<T>> whole, @Nullable Supplier<CompletableFuture<T>> half) {
        if (when == When.LATER && calls + 1 == failing) {
            calls++;
            CompletableFuture<T> pending = new CompletableFuture<>();
            CompletableFuture.delayedExecutor(3, TimeUnit.MILLISECONDS).execute(() -> {
                failed = true;
                pending.completeExceptionally(new Unavailable("call " + failing + " fails later", null));
            });
            return pending;
        }
        try {
            return call(whole, half);
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

    private <T> T call(Supplier<T> whole, @Nullable Supplier<T> half) {
        if (failed && dies) {
            throw new Unavailable("dead", null);
        }
        calls++;
        if (calls != failing) {
            return whole.get();
        }
        failed = true;
        switch (when) {
            case BEFORE, LATER -> {}
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
