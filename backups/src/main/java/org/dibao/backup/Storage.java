package org.dibao.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/**
 * Port: where the files of a backup lie, under names with {@code /}. A file is there whole or not at all, and durable once {@link #write}
 * has returned. Used by one thread.
 */
interface Storage extends AutoCloseable {

    /** Writes a file's content, and does not close the stream. */
    interface Content {
        void to(OutputStream out) throws IOException;
    }

    boolean has(String name) throws IOException;

    /** @throws IOException if there is none of that name */
    InputStream open(String name) throws IOException;

    /**
     * Writes a file, and replaces one of the same name.
     *
     * @return how long it is, in bytes
     */
    long write(String name, Content content) throws IOException;

    /** How long the files in a folder are, in bytes, by name, at any depth. */
    Map<String, Long> sizes(String folder) throws IOException;

    void remove(String name) throws IOException;

    /** For messages. */
    @Override
    String toString();

    @Override
    void close() throws IOException;
}
