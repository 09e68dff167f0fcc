package org.dibao.gateway.events;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.List;
import org.dibao.contract.article.Position;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * One subscriber's stream. It reads on from its own position whenever its connection has taken what was written before,
 * so that it holds at most one write in memory however slow the subscriber is. Confined to its connection's event loop,
 * unless stated otherwise.
 */
final class OpenStream {
    private static final Logger log = LoggerFactory.getLogger(OpenStream.class);
    /** Events looked at before others get their turn. */
    private static final int RUN = 200;
    /** Bytes after which a write is begun. */
    private static final int WRITE = 32 * 1024;

    private final Channel channel;
    private final EventLog events;
    private final EventFilter filter;
    private final EventFormat format;
    private final EventSettings settings;
    private final Sinks.Empty<Void> end = Sinks.empty();
    /** Everything up to here was written, or is not for this subscriber. */
    private Position position;
    /** The last position that the subscriber was told. */
    private Position told;

    private boolean opened;
    private boolean loading;
    private boolean ended;
    private boolean writing;
    private long toldAt;
    private long wroteAt;

    OpenStream(
            Channel channel,
            EventLog events,
            EventFilter filter,
            EventFormat format,
            EventSettings settings,
            Position after) {
        this.channel = channel;
        this.events = events;
        this.filter = filter;
        this.format = format;
        this.settings = settings;
        this.position = after;
        this.told = after;
    }

    Channel channel() {
        return channel;
    }

    /** Completes when the stream is to end. Any thread. */
    Mono<Void> ending() {
        return end.asMono();
    }

    /** What the stream begins with. */
    byte[] hello(long retryMillis) {
        return format.hello(events.cursor(told), retryMillis);
    }

    /** Begins to write; the response's headers and the greeting have been written. */
    void open() {
        opened = true;
        toldAt = System.nanoTime();
        wroteAt = toldAt;
        pump();
    }

    /** Writes what is new, if the connection has taken everything written so far. A failure ends this stream alone. */
    void pump() {
        if (!opened || writing || loading || ended) {
            return;
        }
        try {
            readOn();
        } catch (Throwable e) { // an Error too: the client connects again with its cursor
            log.error("A stream ends after position {}", told, e);
            channel.close();
        }
    }

    private void readOn() {
        List<LogEvent> run = events.after(position, RUN);
        if (run == null) {
            load();
            return;
        }
        if (run.isEmpty()) {
            return;
        }
        ByteBuf out = null;
        for (LogEvent event : run) {
            EventFilter.Match match = filter.match(event);
            position = event.position();
            if (match == EventFilter.Match.NO) {
                continue;
            }
            byte[] frame = event.frame(format, told, match == EventFilter.Match.LEFT, events.cursor(position));
            told = position;
            out = out == null ? buffer(frame) : out.writeBytes(frame);
            if (out.readableBytes() >= WRITE) {
                break;
            }
        }
        if (out != null) {
            toldAt = System.nanoTime();
            write(out);
        } else {
            channel.eventLoop().execute(this::pump);
        }
    }

    private ByteBuf buffer(byte[] first) {
        return channel.alloc().ioBuffer(Math.max(512, first.length)).writeBytes(first);
    }

    private void write(ByteBuf bytes) {
        writing = true;
        wroteAt = System.nanoTime();
        channel.writeAndFlush(bytes).addListener(written -> {
            writing = false;
            if (written.isSuccess()) {
                pump();
            } else {
                ended = true;
                end.tryEmitEmpty();
            }
        });
    }

    private void load() {
        loading = true;
        events.load(position).subscribe(null, this::unavailable, this::loaded);
    }

    private void loaded() {
        channel.eventLoop().execute(() -> {
            loading = false;
            pump();
        });
    }

    private void unavailable(Throwable cause) {
        log.warn(
                "Earlier events cannot be read, so that a stream ends after position {}: {}",
                position,
                cause.toString());
        end("earlier events cannot be read at the moment");
    }

    /** Called every second or so. Returns false if the subscriber has stopped reading. */
    boolean tick() {
        if (!opened || ended) {
            return true;
        }
        long now = System.nanoTime();
        if (writing) {
            return now - wroteAt < settings.stallTimeout().toNanos();
        }
        if (position.isAfter(told) && now - toldAt >= settings.cursorInterval().toNanos()) {
            told = position;
            toldAt = now;
            write(buffer(format.cursor(events.cursor(position))));
        } else if (now - wroteAt >= settings.heartbeat().toNanos()) {
            write(buffer(format.heartbeat()));
        }
        return true;
    }

    /** Ends the stream between two events. Any thread. */
    void end(String why) {
        channel.eventLoop().execute(() -> {
            if (ended) {
                return;
            }
            ended = true;
            if (opened) {
                channel.writeAndFlush(buffer(format.closing(why))).addListener(_ -> end.tryEmitEmpty());
            } else {
                end.tryEmitEmpty();
            }
        });
    }
}
