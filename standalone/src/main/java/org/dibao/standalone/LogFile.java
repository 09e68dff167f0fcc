package org.dibao.standalone;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.nio.file.Path;
import java.util.Objects;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** When the command line starts Dibao, log lines go to the data folder, so that the terminal shows what matters. */
final class LogFile {
    private static final String CONFIGURATION = "logback-file.xml";

    private LogFile() {}

    /**
     * From here on; what was logged before has gone to the terminal.
     *
     * @param file in a folder that is there
     */
    static void writeTo(Path file) {
        System.setProperty("dibao.log", file.toString());
        System.setProperty("logback.configurationFile", CONFIGURATION);
        configure(); // reading the options may have logged something already, and that has set the log up
        // Lucene logs through java.util.logging, which would otherwise write to the terminal.
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    private static void configure() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        var configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(
                    Objects.requireNonNull(LogFile.class.getClassLoader().getResource(CONFIGURATION)));
        } catch (JoranException e) {
            throw new IllegalStateException(CONFIGURATION + " is broken", e);
        }
    }
}
