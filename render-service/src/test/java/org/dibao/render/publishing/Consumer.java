package org.dibao.render.publishing;

import java.time.Duration;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.dibao.eventlog.Received;
import org.dibao.render.view.Ports;
import org.dibao.render.view.Unavailable;

/** Feeds a loop as the real consumer does: from where it stands, in polls; a poll that fails is handed over again. */
public final class Consumer {
    private final List<Received> log;
    private final IntSupplier pollSize;

    public Consumer(List<Received> log, IntSupplier pollSize) {
        this.log = log;
        this.pollSize = pollSize;
    }

    public static PublishingLoop loop(Ports ports, int batchSize) {
        return new PublishingLoop(ports, batchSize, Duration.ofSeconds(1), new PublishingLoop.Observer() {});
    }

    /** Until the end of the log; nothing fails. */
    public void run(PublishingLoop loop) {
        read(loop);
    }

    /** Until the end of the log; failures are taken as the end of a process, and {@code next} starts another. */
    void run(PublishingLoop first, Supplier<PublishingLoop> next) {
        PublishingLoop loop = first;
        for (int lives = 0; lives < 5; lives++) {
            try {
                read(loop);
                return;
            } catch (Unavailable e) {
                loop = next.get();
            }
        }
        throw new AssertionError("does not recover");
    }

    private void read(PublishingLoop loop) {
        int position = Math.toIntExact(loop.resume().value());
        while (position < log.size()) {
            List<Received> poll = log.subList(position, Math.min(log.size(), position + pollSize.getAsInt()));
            position = Math.toIntExact(loop.on(poll).value());
        }
    }

    /** Until the end of the log, with one loop that gets a failed poll again. */
    void runInOneProcess(PublishingLoop loop) {
        int position = 0;
        List<Received> again = List.of();
        for (int failures = 0; failures < 5; ) {
            try {
                if (again.isEmpty()) {
                    position = Math.toIntExact(loop.resume().value());
                }
                while (!again.isEmpty() || position < log.size()) {
                    List<Received> poll = !again.isEmpty()
                            ? again
                            : log.subList(position, Math.min(log.size(), position + pollSize.getAsInt()));
                    again = poll;
                    position = Math.toIntExact(loop.on(poll).value());
                    again = List.of();
                }
                return;
            } catch (Unavailable e) {
                failures++;
            }
        }
        throw new AssertionError("does not recover");
    }
}
