package org.dibao.ingest.imports;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The articles of an upload, one after another, each read from the network when it is asked for. */
interface Entries extends AutoCloseable {

    /**
     * The next article, or null behind the last.
     *
     * @throws org.dibao.ingest.fields.Refused if the upload cannot be read any further
     * @throws IOException                     if it is cut off
     */
    @Nullable
    Entry next() throws IOException;

    @Override
    void close() throws IOException;
}
