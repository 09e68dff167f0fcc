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
 * The index in its folder. One thread writes; any may search, and finds what was written some moments before. It is durable
 * after {@link #commit}, together with the position it stands for; a crash loses what came after the last commit and nothing
 * else. The lock on the folder ends with the process.
 */
final class SearchIndex implements AutoCloseable {
    /** Another process, or another instance in this one, writes here. */
    static final class InUse extends IOException {
        private static final long serialVersionUID = 1;

        InUse(Path folder, Throwable cause) {
            super(
                    "the search index in " + folder.toAbsolutePath() + " is in use by another instance:"
                            + " give each one a folder of its own with dibao.render.search.dir",
                    cause);
        }
    }

    /** Of about the same size, before they are merged into one. */
    private static final int SEGMENTS = 24;

    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final ArticleDocument documents = new ArticleDocument();
    private final Object committing = new Object();
    /** What a commit says: its articles are in before it is set. Absent while the index is not whole. */
    private volatile @Nullable IndexCheckpoint stand;

    private @Nullable IndexCheckpoint committed;
    private final long refreshNanos;
    private volatile boolean changed;
    private volatile long refreshedAt = System.nanoTime();

    private SearchIndex(Directory directory, IndexWriter writer, Duration refreshEvery, @Nullable IndexCheckpoint stand)
            throws IOException {
        this.refreshNanos = refreshEvery.toNanos();
        this.directory = directory;
        this.writer = writer;
        this.stand = stand;
        this.committed = stand;
        this.searchers = new SearcherManager(writer, null);
    }

    /** Why the index in this folder has to be made anew; empty if it can be gone on with. */
    static String refusal(Path folder, String log, Position end) throws IOException {
        Files.createDirectories(folder);
        try (Directory directory = FSDirectory.open(folder)) {
            return DirectoryReader.indexExists(directory)
                    ? IndexCheckpoint.refusal(
                            SegmentInfos.readLatestCommit(directory).getUserData(), log, end)
                    : "there is none";
        } catch (IOException | RuntimeException e) {
            if (isBroken(e)) {
                return "it cannot be read: " + e.getMessage();
            }
            throw e;
        }
    }

    /** Goes on with an index that is not refused. */
    static SearchIndex open(Path folder, double megabytes, Duration refreshEvery) throws IOException {
        return start(folder, megabytes, refreshEvery, false);
    }

    /** Removes what there is, if anything, and begins an empty one. */
    static SearchIndex anew(Path folder, double megabytes, Duration refreshEvery) throws IOException {
        Files.createDirectories(folder);
        return start(folder, megabytes, refreshEvery, true);
    }

    private static SearchIndex start(Path folder, double megabytes, Duration refreshEvery, boolean anew)
            throws IOException {
        Directory directory = FSDirectory.open(folder);
        @Nullable IndexWriter writer = null;
        try {
            if (anew) {
                clear(directory);
            }
            writer = new IndexWriter(
                    directory,
                    new IndexWriterConfig()
                            .setRAMBufferSizeMB(megabytes)
                            // Chinese pairs make many terms: merging less often costs searches little and imports much
                            // less.
                            .setMergePolicy(new TieredMergePolicy().setSegmentsPerTier(SEGMENTS))
                            .setCommitOnClose(false)
                            .setOpenMode(anew ? IndexWriterConfig.OpenMode.CREATE : IndexWriterConfig.OpenMode.APPEND));
            Map<String, String> data =
                    anew ? Map.of() : SegmentInfos.readLatestCommit(directory).getUserData();
            return new SearchIndex(directory, writer, refreshEvery, anew ? null : IndexCheckpoint.read(data));
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

    /** Removes an index's own files and no others, in case the folder is not what its owner thinks. */
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
                || e instanceof IllegalArgumentException // a codec that is not there
                || e instanceof InternalError // a file that is mapped into memory has become shorter
                || e != null && e.getCause() != null && e.getCause() != e && isBroken(e.getCause());
    }

    void put(Article article) throws IOException {
        writer.updateDocument(new Term(Fields.ID, article.id().value()), documents.of(article));
        changed = true;
    }

    void remove(Collection<ArticleId> articles) throws IOException {
        if (!articles.isEmpty()) {
            writer.deleteDocuments(
                    articles.stream().map(id -> new Term(Fields.ID, id.value())).toArray(Term[]::new));
            changed = true;
        }
    }

    /** Everything up to here has been put; the next commit will say so. */
    void reached(IndexCheckpoint now) {
        stand = now;
    }

    @Nullable
    IndexCheckpoint stand() {
        return stand;
    }

    /** Makes durable what was written, unless the index is not whole yet. */
    void commit() throws IOException {
        synchronized (committing) {
            IndexCheckpoint now = stand; // before the writer is flushed: its articles are in
            if (now == null || now.equals(committed)) {
                return;
            }
            writer.setLiveCommitData(now.written().entrySet());
            writer.commit();
            committed = now;
        }
    }

    /** Lets searches find what was written. */
    void refresh() throws IOException {
        changed = false; // before: what is written from now on may be missed by this one
        refreshedAt = System.nanoTime();
        searchers.maybeRefreshBlocking();
    }

    /**
     * To be given back with {@link #release}. Finds what was written up to the time between two refreshes before. Refreshing is
     * left to the search that needs it: each one writes a segment, and an import beside which nobody searches needs none.
     */
    IndexSearcher searcher() throws IOException {
        if (changed && System.nanoTime() - refreshedAt >= refreshNanos) {
            refresh();
        }
        return searchers.acquire();
    }

    /** Whether it can no longer be written to, because of a failure and not because it was closed. */
    boolean hasFailed() {
        return writer.getTragicException() != null;
    }

    /**
     * Reads all files and compares their checksums; takes as long as that takes.
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

    /** Articles in it. */
    int articles() {
        return writer.isOpen() ? writer.getDocStats().numDocs : 0;
    }

    /** Commits and ends. */
    @Override
    public void close() throws IOException {
        try {
            commit();
        } finally {
            abandon();
        }
    }

    /** Ends as it was at the last commit. */
    void abandon() throws IOException {
        try (directory) {
            try {
                searchers.close();
            } finally {
                writer.rollback(); // gives back the lock on the folder
            }
        }
    }
}
