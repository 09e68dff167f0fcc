package org.dibao.standalone;

import java.time.Duration;

/** Is notified of the progress of a start or stop. Called from several threads. */
public interface ProgressListener {
    /** Something has been started or stopped, and how long it took. */
    void done(String what, Duration took);

    /** A message for the person who started Dibao. */
    void note(String message);

    /** Ignores everything. */
    ProgressListener SILENT = new ProgressListener() {
        @Override
        public void done(String what, Duration took) {}

        @Override
        public void note(String message) {}
    };
}
