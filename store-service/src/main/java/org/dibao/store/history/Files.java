package org.dibao.store.history;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.dibao.contract.file.FilePath;
import org.dibao.projector.Table;
import org.dibao.store.fold.FileHead;
import org.jspecify.annotations.Nullable;

/** The files by path, served or withdrawn. */
public interface Files extends Table<FilePath, FileHead> {

    /**
     * The next files in the order of their paths' UTF-8 bytes.
     *
     * @param after the path after which they begin; null for the first ones
     * @param limit how many at most
     */
    CompletableFuture<List<FileHead>> page(@Nullable FilePath after, int limit);
}
