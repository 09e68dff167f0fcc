package org.dibao.render.search;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.LockObtainFailedException;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.Position;
import org.jspecify.annotations.Nullable;

/**
 * The index in its folder. One thread writes; any thread may search and finds what was written moments before. Changes
 * are durable after {@link #commit}, together with their position; a crash loses only what came after the last commit.
 * The lock on the folder ends with the process.
 */
final class SearchIndex implements AutoCloseable {
    /** Another process, or another instance in this process, writes to this folder. */
    static final class InUse extends IOException {
        private static final long serialVersionUID = 1;

        InUse(Path folder, Throwable cause) {
            super(
                    "the search index in " + folder.toAbsolutePath() + " is in use by another instance: give each"
                            + " instance its own folder with dibao.render.search.dir",
                    cause);
        }
    }

    /** Segments of about the same size before they are merged into one. */
    private static final int SEGMENTS = 24;

    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final ArticleDocument documents = new ArticleDocument();
    private final Object committing = new Object();
    /**
     * The checkpoint for the next commit: its articles are indexed before it is set. Absent while the index is
     * incomplete.
     */
    private volatile @Nullable IndexCheckpoint indexed;

    private @Nullable IndexCheckpoint committed;
    private final long refreshNanos;
    private volatile boolean changed;
    /** What is searched and committed is what was there before; a crash leaves that. */
    private volatile boolean rebuilding;

    private volatile long refreshedAt = System.nanoTime();

    private SearchIndex(
            Directory directory, IndexWriter writer, Duration refreshEvery, @Nullable IndexCheckpoint indexed)
            throws IOException {
        this.refreshNanos = refreshEvery.toNanos();
        this.directory = directory;
        this.writer = writer;
        this.indexed = indexed;
        this.committed = indexed;
        this.searchers = new SearcherManager(writer, null);
    }

    /** Why the index in this folder must be rebuilt; empty if it can be used. */
    static String refusal(Path folder, String log, Position end) throws IOException {
        Files.createDirectories(folder);
        try (Directory directory = FSDirectory.open(folder)) {
            return DirectoryReader.indexExists(directory)
                    ? IndexCheckpoint.refusal(
                            SegmentInfos.readLatestCommit(directory).getUserData(), log, end)
                    : "there is no index";
        } catch (IOException | RuntimeException e) {
            if (isBroken(e)) {
                return "it cannot be read: " + e.getMessage();
            }
            throw e;
        }
    }

    /** Opens an existing index that is not refused. */
    static SearchIndex open(Path folder, double megabytes, Duration refreshEvery) throws IOException {
        return start(folder, megabytes, refreshEvery, false);
    }

    /** Removes any existing index and creates an empty one. */
    static SearchIndex create(Path folder, double megabytes, Duration refreshEvery) throws IOException {
        Files.createDirectories(folder);
        return start(folder, megabytes, refreshEvery, true);
    }

    private static SearchIndex start(Path folder, double megabytes, Duration refreshEvery, boolean create)
            throws IOException {
        Directory directory = FSDirectory.open(folder);
        @Nullable IndexWriter writer = null;
        try {
            if (create) {
                clear(directory);
            }
            writer = new IndexWriter(
                    directory,
                    new IndexWriterConfig()
                            .setRAMBufferSizeMB(megabytes)
                            // Chinese pairs produce many terms: merging less often slows searches little and makes
                            // imports much cheaper.
                            .setMergePolicy(new TieredMergePolicy().setSegmentsPerTier(SEGMENTS))
                            .setCommitOnClose(false)
                            .setOpenMode(
                                    create ? IndexWriterConfig.OpenMode.CREATE : IndexWriterConfig.OpenMode.APPEND));
            Map<String, String> data =
                    create ? Map.of() : SegmentInfos.readLatestCommit(directory).getUserData();
            return new SearchIndex(directory, writer, refreshEvery, create ? null : IndexCheckpoint.read(data));
        } catch (LockObtainFailedException e) {
            directory.close();
            throw new InUse(folder, e);
        } catch (IOException | RuntimeException | Error e) { // else the folder would stay in use
            if (writer != null) {
                writer.rollback();
            }
            directory.close();
            throw e;
        }
    }

    /** Removes only an index's own files, in case the wrong folder is configured. */
    private static void clear(Directory directory) throws IOException {
        try (Lock lock = directory.obtainLock(IndexWriter.WRITE_LOCK_NAME)) {
            lock.ensureValid();
            for (String file : directory.listAll()) {
                if (file.startsWith(IndexFileNames.SEGMENTS)
                        || file.startsWith(IndexFileNames.PENDING_SEGMENTS)
                        || IndexFileNames.CODEC_FILE_PATTERN.matcher(file).matches()) {
                    directory.deleteFile(file);
                }
            }
        }
    }

    static boolean isBroken(@Nullable Throwable e) {
        return e instanceof CorruptIndexException
                || e instanceof IndexFormatTooNewException
                || e instanceof IndexFormatTooOldException
                || e instanceof EOFException
                || e instanceof NoSuchFileException
                || e instanceof FileNotFoundException
                || e instanceof IllegalArgumentException // a missing codec
                || e instanceof InternalError // a memory-mapped file was truncated
                || e != null && e.getCause() != null && e.getCause() != e && isBroken(e.getCause());
    }

    void put(Article article) throws IOException {
        writer.updateDocument(new Term(IndexFields.ID, article.id().value()), documents.of(article));
        changed = true;
    }

    void remove(Collection<ArticleId> articles) throws IOException {
        if (!articles.isEmpty()) {
            writer.deleteDocuments(articles.stream()
                    .map(id -> new Term(IndexFields.ID, id.value()))
                    .toArray(Term[]::new));
            changed = true;
        }
    }

    /** Empties it, of which nobody sees anything until {@link #endRebuild}. */
    void beginRebuild() throws IOException {
        synchronized (this) { // no refresh is under way
            rebuilding = true;
        }
        synchronized (committing) { // nor a commit
            writer.deleteAll();
        }
    }

    /** From now on searches find what has been written since {@link #beginRebuild}. */
    void endRebuild(IndexCheckpoint now) throws IOException {
        indexed = now;
        rebuilding = false;
        commit();
        refresh();
    }

    /** Everything up to here has been written; the next commit will record it. */
    void advance(IndexCheckpoint now) {
        indexed = now;
    }

    @Nullable
    IndexCheckpoint indexed() {
        return indexed;
    }

    /** Makes the changes durable, unless the index is incomplete. */
    void commit() throws IOException {
        synchronized (committing) {
            IndexCheckpoint now = indexed; // read before the writer is flushed: its articles are indexed
            if (now == null || rebuilding || now.equals(committed)) {
                return;
            }
            writer.setLiveCommitData(now.written().entrySet());
            writer.commit();
            committed = now;
        }
    }

    /** Makes the changes visible to searches. */
    synchronized void refresh() throws IOException {
        if (rebuilding) {
            return;
        }
        changed = false; // first: this one may miss what is written from now on
        refreshedAt = System.nanoTime();
        searchers.maybeRefreshBlocking();
    }

    /**
     * Must be released with {@link #release}. It may lag by one refresh interval. Refreshing is left to the search that
     * needs it, because each refresh writes a segment, which an import does not need while nobody searches.
     */
    IndexSearcher searcher() throws IOException {
        if (changed && System.nanoTime() - refreshedAt >= refreshNanos) {
            refresh();
        }
        return searchers.acquire();
    }

    /** Whether it can no longer be written to because of a failure (not because it was closed). */
    boolean hasFailed() {
        return writer.getTragicException() != null;
    }

    /**
     * Reads all files and verifies their checksums, however long that takes.
     *
     * @throws IOException if one is damaged
     */
    void check() throws IOException {
        IndexSearcher acquired = searchers.acquire();
        try {
            for (LeafReaderContext leaf : acquired.getIndexReader().leaves()) {
                leaf.reader().checkIntegrity();
            }
        } finally {
            searchers.release(acquired);
        }
    }

    void release(IndexSearcher searcher) throws IOException {
        searchers.release(searcher);
    }

    /** The number of articles in the index. */
    int articles() {
        return writer.isOpen() ? writer.getDocStats().numDocs : 0;
    }

    /** Commits and closes. */
    @Override
    public void close() throws IOException {
        try {
            commit();
        } finally {
            abandon();
        }
    }

    /** Closes without committing, in the state of the last commit. */
    void abandon() throws IOException {
        try (directory) {
            try {
                searchers.close();
            } finally {
                writer.rollback(); // releases the lock on the folder
            }
        }
    }
}
