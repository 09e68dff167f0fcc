package org.dibao.standalone;

import java.nio.file.Path;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** When the command line starts Dibao, log lines go to the data folder, so that the terminal shows what matters. */
final class LogFile {
    private LogFile() {}

    /** Must be called before the first line is logged. */
    static void writeTo(Path file) {
        System.setProperty("dibao.log", file.toString());
        System.setProperty("logback.configurationFile", "logback-file.xml");
        // Lucene logs through java.util.logging, which would otherwise write to the terminal.
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }
}
