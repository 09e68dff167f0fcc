package org.dibao.backup;

import java.util.logging.Level;
import java.util.logging.LogManager;

/** Keeps the terminal for what the commands say: libraries log errors only. */
final class Quiet {
    private static final String CONFIGURATION = "logback.configurationFile";

    private Quiet() {}

    /** Must be called before the first line is logged. */
    static void logging() {
        if (System.getProperty(CONFIGURATION) == null) {
            System.setProperty(CONFIGURATION, "org/dibao/backup/quiet.xml");
        }
        LogManager.getLogManager().getLogger("").setLevel(Level.SEVERE);
    }
}
