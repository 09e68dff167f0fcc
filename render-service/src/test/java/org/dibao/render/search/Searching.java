package org.dibao.render.search;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dibao.contract.article.Position;
import org.dibao.contract.publication.Publication;
import org.dibao.eventlog.ReceivedRecord;
import org.dibao.projector.LogHandler;
import org.dibao.render.snapshot.PublicationSource;
import org.dibao.render.theme.SearchPage;
import org.dibao.render.view.FakeRender;
import org.dibao.render.view.Stories;
import org.dibao.render.view.Views;
import org.dibao.support.loop.SupervisedLoop;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** An instance's search over a view in memory; it is told of publications when {@link #publish} is called. */
final class Searching implements AutoCloseable {
    final FakeRender render;
    final FakeWantedIndex wanted = new FakeWantedIndex();
    final SearchIndexUpdater updater;
    final Search search;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Consumer<List<Publication>>> readers = new ArrayList<>();
    volatile Position followedFrom = Position.NONE;
    private int told;

    private Searching(FakeRender render, Views views, SearchSettings settings) {
        this.render = render;
        PublicationSource feed = new PublicationSource() {
            @Override
            public Position end() {
                return render.last();
            }

            @Override
            public Following follow(Position after, Consumer<List<Publication>> reader) {
                followedFrom = after;
                told = (int) render.publications().stream()
                        .filter(p -> !p.position().isAfter(after))
                        .count();
                readers.clear();
                readers.add(reader);
                return new Following() {
                    @Override
                    public boolean isHealthy() {
                        return true;
                    }

                    @Override
                    public Duration behind() {
                        return Duration.ZERO;
                    }

                    @Override
                    public Stream<SupervisedLoop> loops() {
                        return Stream.empty();
                    }

                    @Override
                    public void close() {
                        readers.clear();
                    }
                };
            }
        };
        updater = new SearchIndexUpdater(
                views,
                render.checkpoints(),
                wanted,
                feed,
                settings,
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                () -> Position.NONE);
        search = new Search(updater, settings, meters);
    }

    /** Started, with everything that is published in the index. */
    static Searching over(FakeRender render, Path folder) {
        return started(render, settings(folder, Map.of()));
    }

    static Searching started(FakeRender render, SearchSettings settings) {
        Searching searching = begun(render, settings);
        await().atMost(Duration.ofSeconds(120))
                .until(() ->
                        searching.updater.state() instanceof SearchState.Following && !searching.readers.isEmpty());
        searching.catchUp();
        return searching;
    }

    static Searching begun(FakeRender render, SearchSettings settings) {
        return begun(render, render.views(), settings);
    }

    static Searching begun(FakeRender render, Views views, SearchSettings settings) {
        Searching searching = new Searching(render, views, settings);
        searching.updater.start();
        return searching;
    }

    static SearchSettings settings(Path folder, Map<String, String> more) {
        Map<String, String> all = new java.util.HashMap<>(Map.of("dir", folder.toString(), "refresh-every", "10ms"));
        all.putAll(more);
        return new Binder(new MapConfigurationPropertySource(all)).bindOrCreate("", SearchSettings.class);
    }

    static FakeRender published(FakeRender render, Stories stories) {
        List<ReceivedRecord> log = stories.records();
        render.topics.logEnd = log.size() - 1;
        LogHandler loop = render.projector(250);
        loop.resume();
        loop.on(log);
        return render;
    }

    /** The whole story so far, of which the beginning may be known. */
    Searching publish(Stories stories) {
        published(render, stories);
        catchUp();
        return this;
    }

    void catchUp() {
        int end = render.publications().size();
        if (told < end) {
            readers.getFirst().accept(List.copyOf(render.publications().subList(told, end)));
            told = end;
        }
        refreshed();
    }

    private void refreshed() {
        try {
            updater.index().orElseThrow().refresh();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    SearchResult.Found find(String query) {
        return find(query, 1);
    }

    SearchResult.Found find(String query, int page) {
        return (SearchResult.Found) search.find(query, page).block();
    }

    /** Paths of what is found, in order. */
    List<String> paths(String query) {
        return find(query).hits().stream().map(SearchPage.Hit::href).toList();
    }

    @Override
    public void close() {
        search.close();
        updater.close();
    }
}
