package org.dibao.render.search;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.ExitableDirectoryReader;
import org.apache.lucene.index.QueryTimeout;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.apache.lucene.store.AlreadyClosedException;
import org.dibao.contract.article.ArticlePath;
import org.dibao.render.theme.SearchPage;
import org.dibao.support.work.Workers;
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

    private Mono<SearchResult> later(String typed, SearchResult.Why why) {
        return Mono.fromSupplier(() -> new SearchResult.Later(asked(typed).shown(), why));
    }

    private ParsedQuery asked(String typed) {
        return ParsedQuery.of(typed, settings.maxQuery(), settings.maxTerms());
    }

    private SearchResult search(String typed, int page, long deadline) {
        ParsedQuery asked = asked(typed);
        boolean whole = updater.isWhole(); // read before the index, so that it holds for the index that is searched
        SearchIndex index = updater.index().orElse(null);
        if (index == null) {
            return new SearchResult.Later(asked.shown(), SearchResult.Why.NOT_READY);
        }
        if (asked.isEmpty()) {
            return new SearchResult.Found(asked.shown(), 0, whole, false, false, List.of());
        }
        QueryTimeout late = () -> System.nanoTime() > deadline;
        if (late.shouldExit()) {
            return tooLong(asked);
        }
        try {
            IndexSearcher acquired = index.searcher();
            try {
                return search(acquired, asked, page, whole, late);
            } finally {
                index.release(acquired);
            }
        } catch (ExitableDirectoryReader.ExitingReaderException e) {
            return tooLong(asked);
        } catch (AlreadyClosedException e) {
            if (index.hasFailed()) {
                updater.broke(index, e);
            } // otherwise the index is being closed
            return new SearchResult.Later(asked.shown(), SearchResult.Why.NOT_READY);
        } catch (IOException | InternalError e) { // the latter: a memory-mapped file has been truncated
            updater.broke(index, e);
            return new SearchResult.Later(asked.shown(), SearchResult.Why.NOT_READY);
        } catch (RuntimeException | AssertionError e) {
            if (SearchIndex.isBroken(e)) {
                updater.broke(index, e);
            } else {
                updater.suspect(index, e);
                tell(e);
            }
            return new SearchResult.Later(asked.shown(), SearchResult.Why.NOT_READY);
        }
    }

    /** Logs the stack trace once, not for each affected search. */
    private void tell(Throwable e) {
        String what = e.toString();
        if (!what.equals(told)) {
            told = what;
            log.error("a search failed", e);
        }
    }

    private SearchResult search(IndexSearcher acquired, ParsedQuery asked, int page, boolean whole, QueryTimeout late)
            throws IOException {
        IndexSearcher searcher =
                new IndexSearcher(ExitableDirectoryReader.wrap((DirectoryReader) acquired.getIndexReader(), late));
        searcher.setTimeout(late);
        int end = page * settings.hits();
        Top top = top(searcher, asked, end);
        TopFieldDocs found = top.found();
        if (searcher.timedOut()) {
            return tooLong(asked);
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

    private static SearchResult tooLong(ParsedQuery asked) {
        return new SearchResult.Later(asked.shown(), SearchResult.Why.TOO_LONG);
    }

    /** Lets running searches finish; they have a time limit. */
    @Override
    public void close() {
        threads.close();
    }
}
