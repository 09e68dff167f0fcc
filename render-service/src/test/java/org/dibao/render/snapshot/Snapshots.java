package org.dibao.render.snapshot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.dibao.contract.article.Position;
import org.dibao.contract.publication.Publication;
import org.dibao.render.view.FakeRender;
import org.dibao.support.loop.SupervisedLoop;

/** Builds snapshots from a fake's view and publications, as a real instance does at its start. */
public final class Snapshots {
    private Snapshots() {}

    /** Of an instance that starts now. */
    public static SiteSnapshot fresh(FakeRender render) {
        return following(render).snapshot();
    }

    public static Following following(FakeRender render) {
        return new Following(render);
    }

    /** An instance that has started, and is told of later publications when {@link #catchUp} is called. */
    public static final class Following {
        private final FakeRender render;
        private final SnapshotUpdater updater;
        private final List<Consumer<List<Publication>>> readers = new ArrayList<>();
        private volatile Duration behind = Duration.ZERO;
        private int next;

        private Following(FakeRender render) {
            this.render = render;
            PublicationSource feed = new PublicationSource() {
                @Override
                public Position end() {
                    return render.last();
                }

                @Override
                public PublicationSource.Following follow(Position after, Consumer<List<Publication>> reader) {
                    next = (int) render.publications().stream()
                            .filter(p -> !p.position().isAfter(after))
                            .count();
                    readers.add(reader);
                    return new PublicationSource.Following() {
                        @Override
                        public boolean isHealthy() {
                            return true;
                        }

                        @Override
                        public Duration behind() {
                            return behind;
                        }

                        @Override
                        public Stream<SupervisedLoop> loops() {
                            return Stream.empty();
                        }

                        @Override
                        public void close() {}
                    };
                }
            };
            updater = new SnapshotUpdater(
                    render.views(), render.checkpoints(), feed, Duration.ofSeconds(1), Duration.ofSeconds(5));
            updater.start();
            Awaitility.await()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> updater.isFollowing());
        }

        /** For how long it has not been able to read publications. */
        public void behind(Duration behind) {
            this.behind = behind;
        }

        public void catchUp() {
            while (next < render.publications().size()) {
                readers.getFirst().accept(List.of(render.publications().get(next++)));
            }
        }

        public SiteSnapshot snapshot() {
            return ((SnapshotState.Serving) updater.state()).snapshot();
        }

        public SnapshotUpdater updater() {
            return updater;
        }
    }
}
