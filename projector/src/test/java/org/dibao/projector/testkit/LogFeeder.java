package org.dibao.projector.testkit;

import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.dibao.eventlog.ReceivedRecord;
import org.dibao.projector.LogHandler;
import org.dibao.projector.Unavailable;

/** Feeds a handler as the real consumer does: from where it goes on, in polls; a poll that fails is handed over again. */
public final class LogFeeder {
    private static final int MOST_FAILURES = 5;

    private final List<ReceivedRecord> log;
    private final IntSupplier pollSize;

    public LogFeeder(List<ReceivedRecord> log, IntSupplier pollSize) {
        this.log = log;
        this.pollSize = pollSize;
    }

    /** Until the end of the log; nothing fails. */
    public void run(LogHandler handler) {
        int position = Math.toIntExact(handler.resume().value());
        while (position < log.size()) {
            position = Math.toIntExact(handler.on(poll(position)).value());
        }
    }

    /** Until the end of the log; failures are taken as the end of a process, and {@code next} starts another. */
    public void run(LogHandler first, Supplier<? extends LogHandler> next) {
        LogHandler handler = first;
        for (int lives = 0; lives < MOST_FAILURES; lives++) {
            try {
                run(handler);
                return;
            } catch (Unavailable e) {
                handler = next.get();
            }
        }
        throw new AssertionError("does not recover");
    }

    /** Until the end of the log, with one handler that gets a failed poll again. */
    public void runInOneProcess(LogHandler handler) {
        int position = 0;
        List<ReceivedRecord> again = List.of();
        for (int failures = 0; failures < MOST_FAILURES; ) {
            try {
                if (again.isEmpty()) {
                    position = Math.toIntExact(handler.resume().value());
                }
                while (!again.isEmpty() || position < log.size()) {
                    again = again.isEmpty() ? poll(position) : again;
                    position = Math.toIntExact(handler.on(again).value());
                    again = List.of();
                }
                return;
            } catch (Unavailable e) {
                failures++;
            }
        }
        throw new AssertionError("does not recover");
    }

    private List<ReceivedRecord> poll(int position) {
        return log.subList(position, Math.min(log.size(), position + pollSize.getAsInt()));
    }
}
