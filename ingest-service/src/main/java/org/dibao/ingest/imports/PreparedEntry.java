package org.dibao.ingest.imports;

import org.dibao.ingest.submissions.PreparedSubmission;

/** What the reader has made of an article, or of the end of the upload. */
sealed interface PreparedEntry {
    /** The size that it counts with while it waits, in bytes. */
    int size();

    /**
     * An article to be appended.
     *
     * @param name of its file
     * @param size of its source
     */
    record Article(String name, PreparedSubmission submission, int size) implements PreparedEntry {}

    /** Nothing to be appended: its result is known. */
    record Known(PendingResult result) implements PreparedEntry {
        @Override
        public int size() {
            return 0;
        }
    }
}
