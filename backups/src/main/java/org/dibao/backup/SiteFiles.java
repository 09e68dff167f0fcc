package org.dibao.backup;

import java.io.IOException;
import org.dibao.backup.Storage.Content;

/** Port: the pictures and downloads of a site, each under its SHA-256, without what is derived from them. Used by one thread. */
interface SiteFiles {

    /** Takes files one by one. */
    interface Each {
        /** @param content may be written while this goes on */
        void on(String hash, Content content) throws IOException;
    }

    void each(Each each) throws IOException;

    /**
     * Puts a file back; it is durable when this returns.
     *
     * @param content whose failure leaves nothing there
     */
    void put(String hash, Content content) throws IOException;

    /** Whether a name is one that a file can have. */
    static boolean isHash(String name) {
        return name.matches("[0-9a-f]{64}");
    }
}
