package org.dibao.cli;

import java.io.Console;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** The progress of a long task: a bar on a terminal, otherwise a plain line every two seconds. */
public final class ProgressLine implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final int WIDTH = 90;

    private final String task;
    private final PrintWriter err;
    private final long total;
    private final long start = System.nanoTime();
    private final @Nullable ProgressBar bar;
    private long lastLine = start;

    /** @param total the number of steps, or -1 if unknown */
    public ProgressLine(String task, long total, PrintWriter err) {
        this(task, total, err, onTerminal() ? System.err : null);
    }

    /** @param terminal where the bar is drawn; null for plain lines */
    ProgressLine(String task, long total, PrintWriter err, @Nullable PrintStream terminal) {
        this.task = task;
        this.err = err;
        this.total = total;
        this.bar = terminal == null ? null : bar(task, total, terminal);
    }

    public void at(long done) {
        if (bar != null) {
            bar.stepTo(done);
            return;
        }
        long now = System.nanoTime();
        if (now - lastLine >= EVERY.toNanos()) {
            lastLine = now;
            double seconds = (now - start) / 1e9;
            long rate = Math.round(done / seconds);
            err.println(task + ": "
                    + String.format("%,d", done)
                    + (total < 0 ? "" : String.format(" of %,d", total))
                    + " done"
                    + (rate == 0 ? "" : String.format(", %,d a second", rate)));
            err.flush();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }

    private static ProgressBar bar(String task, long total, PrintStream terminal) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200)
                .showSpeed()
                .setConsumer(new ConsoleProgressBarConsumer(terminal, WIDTH))
                .build();
    }

    static boolean onTerminal() {
        @Nullable Console console = System.console();
        return console != null && console.isTerminal() && !"dumb".equals(System.getenv("TERM"));
    }
}
