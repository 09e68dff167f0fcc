package org.dibao.render.search;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.ExitableDirectoryReader;
import org.apache.lucene.index.QueryTimeout;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.util.BytesRef;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.file.FilePath;
import org.dibao.contract.site.SiteSettings;
import org.dibao.render.theme.SearchPage;
import org.dibao.support.work.Workers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Answers queries in its own threads, never more at once than configured, without blocking the caller. Results are
 * sorted by relevance, see {@link Queries}, then newest first. If no article has all words, words that occur nowhere
 * are dropped; if there is still no match, articles with most of the words are returned.
 */
public final class Search implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Search.class);
    private static final Sort BEST_THEN_NEWEST =
            new Sort(SortField.FIELD_SCORE, new SortField(IndexFields.DATE, SortField.Type.LONG, true));

    private static final Sort BY_ID = new Sort(new SortField(IndexFields.ID, SortField.Type.STRING));

    /** How long a search may take to notice that its time is up. */
    private static final Duration TO_END = Duration.ofSeconds(1);

    private final SearchIndexUpdater updater;
    private final SearchSettings settings;
    private final Workers threads;
    private volatile String told = "";

    public Search(SearchIndexUpdater updater, SearchSettings settings, MeterRegistry meters) {
        this.updater = updater;
        this.settings = settings;
        this.threads = new Workers("searching", settings.threads(), settings.queue(), meters);
    }

    /** The maximum number of result pages. */
    public int maxPages() {
        return settings.maxPages();
    }

    /**
     * Searches for articles. The input may be anything. A search that is cancelled while it waits for a thread never
     * runs; a running one ends within its time limit.
     *
     * @param page from 1 to {@link #maxPages}
     */
    public Mono<SearchResult> find(String typed, int page) {
        return Mono.defer(() -> {
            long deadline = System.nanoTime() + settings.timeout().toNanos();
            Duration timeout = settings.timeout().plus(TO_END);
            return threads.run(() -> search(typed, page, deadline), timeout, timeout)
                    .onErrorResume(Workers.Busy.class, _ -> later(typed, SearchResult.Why.BUSY))
                    .onErrorResume(Workers.TooLong.class, _ -> later(typed, SearchResult.Why.TOO_LONG));
        });
    }

    /**
     * The live articles that show a file or lead to it. Takes longer the more of them there are, whatever else is published.
     *
     * @param after the id after which they begin; absent for the first ones
     * @param limit how many at most
     * @return empty if the index cannot be asked at the moment
     */
    public Mono<FileUses> uses(SiteSettings site, FilePath file, @Nullable String after, int limit) {
        return Mono.defer(() -> {
            long deadline = System.nanoTime() + settings.timeout().toNanos();
            Duration timeout = settings.timeout().plus(TO_END);
            return threads.run(() -> Optional.ofNullable(uses(site, file, after, limit, deadline)), timeout, timeout)
                    .onErrorReturn(Workers.Busy.class, Optional.empty())
                    .onErrorReturn(Workers.TooLong.class, Optional.empty())
                    .flatMap(Mono::justOrEmpty);
        });
    }

    private @Nullable FileUses uses(
            SiteSettings site, FilePath file, @Nullable String after, int limit, long deadline) {
        boolean whole = updater.isWhole();
        return inIndex(deadline, _ -> null, searcher -> {
            Query shows = new TermInSetQuery(
                    IndexFields.FILES,
                    ShownFiles.terms(site, file).stream().map(BytesRef::new).toList());
            FieldDoc last =
                    after == null ? null : new FieldDoc(Integer.MAX_VALUE, 0, new Object[] {new BytesRef(after)});
            ScoreDoc[] found = searcher.search(
                            shows, new TopFieldCollectorManager(BY_ID, limit + 1, last, Integer.MAX_VALUE))
                    .scoreDocs;
            if (searcher.timedOut()) {
                return null;
            }
            List<FileUses.Use> shown = new ArrayList<>();
            for (ScoreDoc one : Arrays.copyOf(found, Math.min(limit, found.length))) {
                shown.add(use(searcher.storedFields().document(one.doc)));
            }
            return new FileUses(shown, found.length > limit ? shown.getLast().id() : null, whole);
        });
    }

    private static FileUses.Use use(Document document) {
        return new FileUses.Use(
                document.get(IndexFields.SHOWN_ID),
                document.get(IndexFields.SHOWN_TITLE),
                new ArticlePath(document.get(IndexFields.SHOWN_PATH)));
    }

    private Mono<SearchResult> later(String typed, SearchResult.Why why) {
        return Mono.fromSupplier(() -> new SearchResult.Later(asked(typed).shown(), why));
    }

    private ParsedQuery asked(String typed) {
        return ParsedQuery.of(typed, settings.maxQuery(), settings.maxTerms());
    }

    private SearchResult search(String typed, int page, long deadline) {
        ParsedQuery asked = asked(typed);
        boolean whole = updater.isWhole(); // read before the index, so that it holds for the index that is searched
        return inIndex(
                deadline,
                why -> new SearchResult.Later(asked.shown(), why),
                searcher -> asked.isEmpty()
                        ? new SearchResult.Found(asked.shown(), 0, whole, false, false, List.of())
                        : search(searcher, asked, page, whole));
    }

    private interface Asking<T extends @Nullable Object> {
        T ask(IndexSearcher searcher) throws IOException;
    }

    /** @param later what is answered if there is no answer at the moment */
    private <T extends @Nullable Object> T inIndex(
            long deadline, Function<SearchResult.Why, T> later, Asking<T> asking) {
        SearchIndex index = updater.index().orElse(null);
        if (index == null) {
            return later.apply(SearchResult.Why.NOT_READY);
        }
        QueryTimeout late = () -> System.nanoTime() > deadline;
        if (late.shouldExit()) {
            return later.apply(SearchResult.Why.TOO_LONG);
        }
        try {
            IndexSearcher acquired = index.searcher();
            try {
                IndexSearcher searcher = new IndexSearcher(
                        ExitableDirectoryReader.wrap((DirectoryReader) acquired.getIndexReader(), late));
                searcher.setTimeout(late);
                return asking.ask(searcher);
            } finally {
                index.release(acquired);
            }
        } catch (ExitableDirectoryReader.ExitingReaderException e) {
            return later.apply(SearchResult.Why.TOO_LONG);
        } catch (AlreadyClosedException e) {
            if (index.hasFailed()) {
                updater.broke(index, e);
            } // otherwise the index is being closed
        } catch (IOException | InternalError e) { // the latter: a memory-mapped file has been truncated
            updater.broke(index, e);
        } catch (RuntimeException | AssertionError e) {
            if (SearchIndex.isBroken(e)) {
                updater.broke(index, e);
            } else {
                updater.suspect(index, e);
                tell(e);
            }
        }
        return later.apply(SearchResult.Why.NOT_READY);
    }

    /** Logs the stack trace once, not for each affected search. */
    private void tell(Throwable e) {
        String what = e.toString();
        if (!what.equals(told)) {
            told = what;
            log.error("a search failed", e);
        }
    }

    private SearchResult search(IndexSearcher searcher, ParsedQuery asked, int page, boolean whole) throws IOException {
        int end = page * settings.hits();
        Top top = top(searcher, asked, end);
        TopFieldDocs found = top.found();
        if (searcher.timedOut()) {
            return new SearchResult.Later(asked.shown(), SearchResult.Why.TOO_LONG);
        }
        Snippets snippets = new Snippets(asked);
        StoredFields stored = searcher.storedFields();
        List<SearchPage.Hit> hits = new ArrayList<>();
        for (int i = end - settings.hits(); i < found.scoreDocs.length; i++) {
            ScoreDoc it = found.scoreDocs[i];
            hits.add(hit(stored.document(it.doc), snippets));
        }
        long total = found.totalHits.value();
        return new SearchResult.Found(
                asked.shown(), total, whole, top.loose() && total > 0, total > end && page < settings.maxPages(), hits);
    }

    private record Top(TopFieldDocs found, boolean loose) {}

    /**
     * First with all terms, then with all terms that occur anywhere, then with many of them. Quoted phrases must match
     * each time.
     */
    private static Top top(IndexSearcher searcher, ParsedQuery asked, int limit) throws IOException {
        TopFieldDocs found = top(searcher, Queries.strict(asked), limit);
        boolean loose = found.totalHits.value() == 0;
        if (loose) {
            Set<String> unknown = new HashSet<>();
            for (ParsedQuery.Term term : asked.looseTerms()) {
                if (!term.prefix() && searcher.getIndexReader().docFreq(new Term(IndexFields.ALL, term.text())) == 0) {
                    unknown.add(term.text());
                }
            }
            ParsedQuery known = asked.without(unknown);
            if (!unknown.isEmpty() && !known.isEmpty()) {
                found = top(searcher, Queries.strict(known), limit);
            }
        }
        if (found.totalHits.value() == 0) {
            Query near = Queries.loose(asked);
            found = near == null ? found : top(searcher, near, limit);
        }
        return new Top(found, loose);
    }

    private static TopFieldDocs top(IndexSearcher searcher, Query query, int limit) throws IOException {
        return searcher.search(query, new TopFieldCollectorManager(BEST_THEN_NEWEST, limit, null, Integer.MAX_VALUE));
    }

    private static SearchPage.Hit hit(Document document, Snippets snippets) {
        return new SearchPage.Hit(
                snippets.title(document.get(IndexFields.SHOWN_TITLE)),
                snippets.passage(document.get(IndexFields.SHOWN_TEXT)),
                ArticlePath.encode(document.get(IndexFields.SHOWN_PATH)),
                OffsetDateTime.parse(document.get(IndexFields.SHOWN_DATE)),
                document.get(IndexFields.SHOWN_LANG));
    }

    /** Lets running searches finish; they have a time limit. */
    @Override
    public void close() {
        threads.close();
    }
}
