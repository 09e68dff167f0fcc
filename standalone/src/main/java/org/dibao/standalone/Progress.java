package org.dibao.standalone;

import java.time.Duration;

/** Is told how a start or an end goes on. Called from several threads. */
public interface Progress {
    /** Something has been started or ended, and took so long. */
    void done(String what, Duration took);

    /** Something that the person who started Dibao should know. */
    void note(String message);

    /** Tells nobody. */
    Progress SILENT = new Progress() {
        @Override
        public void done(String what, Duration took) {}

        @Override
        public void note(String message) {}
    };
}
