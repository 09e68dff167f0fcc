package org.dibao.support.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

class DroppedErrorsTest {
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        new DroppedErrorsConfiguration();
        lines.start();
        root.addAppender(lines);
    }

    @AfterEach
    void reset() {
        Hooks.resetOnErrorDropped();
        root.detachAppender(lines);
    }

    @Test
    void aConnectionThatBrokeOffIsNoErrorInTheLog() {
        Operators.onErrorDropped(new IOException("Connection reset by peer"), Context.empty());

        assertThat(lines.list).allSatisfy(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.DEBUG);
            assertThat(line.getThrowableProxy()).isNull();
        });
    }

    @Test
    void anotherFailureIsOneLine() {
        Operators.onErrorDropped(new IllegalStateException("too late"), Context.empty());

        assertThat(lines.list)
                .filteredOn(line -> line.getLevel().isGreaterOrEqual(Level.INFO))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.getFormattedMessage()).contains("IllegalStateException: too late");
                    assertThat(line.getThrowableProxy()).isNull();
                });
    }
}
