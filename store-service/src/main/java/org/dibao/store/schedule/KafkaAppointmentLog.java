package org.dibao.store.schedule;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.dibao.contract.article.Position;
import org.dibao.contract.submission.Submission.KeepAppointment;
import org.dibao.contract.wire.Codec;
import org.dibao.eventlog.LogEnd;
import org.dibao.eventlog.TopicWriter;

/** The log on Kafka. */
public final class KafkaAppointmentLog implements AppointmentLog, AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final LogEnd end;
    private final TopicWriter writer;
    private final Supplier<String> site;

    /** @param site gives the site's address in force */
    public KafkaAppointmentLog(LogEnd end, TopicWriter writer, Supplier<String> site) {
        this.end = end;
        this.writer = writer;
        this.site = site;
    }

    @Override
    public CompletableFuture<Position> end() {
        return end.ask(TIMEOUT);
    }

    @Override
    public CompletableFuture<Position> append(KeepAppointment appointment) {
        return writer.append(Codec.write(appointment).ofSite(site.get()));
    }

    @Override
    public void close() {
        writer.close();
    }
}
