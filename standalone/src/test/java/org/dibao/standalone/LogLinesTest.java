package org.dibao.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dibao.contract.article.Position;
import org.dibao.contract.wire.TraceParent;
import org.dibao.support.trace.LogContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each line of the log tells its service, and the position and the request where there is one. */
class LogLinesTest {
    private static final TraceParent REQUEST = TraceParent.random();

    @TempDir
    Path folder;

    @Test
    void eachLineTellsServicePositionAndRequest() throws Exception {
        List<String> lines = lines(context -> {
            context.getLogger("org.dibao.ingest.web").info("by its logger");
            thread("main", () -> {
                ServiceName.ofThisThread(Service.STORE);
                thread("projector", () -> {
                    try (var _ = LogContext.of(new Position(7), REQUEST)) {
                        context.getLogger("org.dibao.projector").info("by the thread that started its thread");
                    }
                    context.getLogger("org.dibao.projector").info("about none");
                });
                thread("parallel-1", () -> context.getLogger("reactor").info("by a thread of all"));
            });
        });

        assertThat(lines)
                .satisfiesExactly(
                        line -> assertThat(line).contains("[ingest - -]"),
                        line -> assertThat(line).contains("[store 7 " + REQUEST.traceId() + "]"),
                        line -> assertThat(line).contains("[store - -]"),
                        line -> assertThat(line).contains("[- - -]"));
    }

    private interface Logging {
        void with(LoggerContext context) throws Exception;
    }

    /** As the command line sets it up. */
    private List<String> lines(Logging logging) throws Exception {
        Path file = folder.resolve("dibao.log");
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(org.slf4j.MDC.getMDCAdapter());
        context.putProperty("dibao.log", file.toString());
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(LogLinesTest.class.getResource("/logback-file.xml"));
        logging.with(context);
        context.stop();
        return Files.readAllLines(file);
    }

    private static void thread(String name, Runnable task) {
        try {
            Thread.ofPlatform().name(name).start(task).join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theFileIsKeptSmallAndItsThreeFormerOnesCompressed() throws Exception {
        List<String> lines = lines(context -> {
            var file = (RollingFileAppender<?>)
                    context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("file");
            var size = (SizeBasedTriggeringPolicy<?>) file.getTriggeringPolicy();
            assertThat(size.getMaxFileSize()).hasToString("10 MB");
            size.setMaxFileSize(new FileSize(1000));
            size.setCheckIncrement(ch.qos.logback.core.util.Duration.buildByMilliseconds(0));
            size.start();
            for (int i = 0; i < 200; i++) {
                context.getLogger("org.dibao.ingest.web").info("line {} of many", i);
            }
        });

        assertThat(lines).last().asString().contains("line 199");
        assertThat(lines).hasSizeLessThan(20);
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> folder.relativize(file).toString()))
                    .containsExactlyInAnyOrder("dibao.log", "dibao.log.1.gz", "dibao.log.2.gz", "dibao.log.3.gz");
        }
    }
}
