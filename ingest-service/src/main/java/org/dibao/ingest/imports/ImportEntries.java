package org.dibao.ingest.imports;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The articles of an upload, one by one, each read from the network on demand. */
interface ImportEntries extends AutoCloseable {

    /**
     * The next article, or null after the last.
     *
     * @throws org.dibao.ingest.fields.Refused if the rest of the upload cannot be read
     * @throws IOException                     if the upload is cut off
     */
    @Nullable
    ImportEntry next() throws IOException;

    @Override
    void close() throws IOException;
}
