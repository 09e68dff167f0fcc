package org.dibao.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LogFileTest {
    private static final Logger log = LoggerFactory.getLogger(LogFileTest.class);

    @TempDir
    Path folder;

    @AfterEach
    void restore() throws JoranException {
        System.clearProperty("dibao.log");
        System.clearProperty("logback.configurationFile");
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        new ContextInitializer(context).autoConfig();
    }

    @Test
    void itHasEverythingFromHereOnAlsoIfSomethingWasLoggedBefore() throws IOException {
        log.info("while the options were read");
        Path file = folder.resolve("dibao.log");

        LogFile.writeTo(file);
        assertThat(file).exists();
        log.info("Dibao starts");

        assertThat(Files.readString(file)).contains("Dibao starts").doesNotContain("the options");
    }
}
