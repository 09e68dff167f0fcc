package org.dibao.gateway.events;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.FutureListener;
import java.util.ArrayList;
import java.util.List;
import org.dibao.contract.article.Position;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One subscriber's stream. It reads on from its own position whenever its connection has taken what was written before,
 * so that it holds at most one write in memory however slow the subscriber is. Confined to its connection's event loop,
 * unless stated otherwise.
 */
final class OpenStream implements StreamBody.Owner {
    private static final Logger log = LoggerFactory.getLogger(OpenStream.class);
    /** Events looked at before others get their turn. */
    private static final int RUN = 200;
    /** Bytes after which a write is begun. */
    private static final int WRITE = 32 * 1024;

    private final Channel channel;
    private final StreamBody body;
    private final EventReader reader;
    private final EventFormat format;
    private final EventSettings settings;
    private final PushedEvents pushed;
    private final OpenStreams streams;
    private final OpenStreams.Place place;
    private final SharedRuns runs;
    private final FutureListener<Void> onWritten = this::written;
    private boolean loading;
    private boolean ended;
    private boolean writing;
    private long toldAt;
    private long wroteAt;

    /** @param place given back when the stream is over */
    OpenStream(
            Channel channel,
            EventReader reader,
            EventFormat format,
            EventSettings settings,
            PushedEvents pushed,
            OpenStreams streams,
            OpenStreams.Place place) {
        this.channel = channel;
        this.body = new StreamBody(channel, this);
        this.reader = reader;
        this.format = format;
        this.settings = settings;
        this.pushed = pushed;
        this.streams = streams;
        this.place = place;
        this.runs = streams.runs(channel.eventLoop());
    }

    Channel channel() {
        return channel;
    }

    /** To be called before the response is written. Any thread. */
    void expect() {
        body.expect();
    }

    /** What the stream begins with, which is to be written at once. Any thread. */
    byte[] hello(long retryMillis) {
        body.greeted();
        return format.hello(reader.cursor(), retryMillis);
    }

    @Override
    public void begun() {
        toldAt = System.nanoTime();
        wroteAt = toldAt;
        streams.add(this);
    }

    @Override
    public void over() {
        ended = true;
        streams.remove(this);
        place.close();
    }

    /** Writes what is new, if the connection has taken everything written so far. A failure ends this stream alone. */
    void pump() {
        if (writing || loading || ended) {
            return;
        }
        try {
            readOn();
        } catch (Throwable e) { // an Error too: the client connects again with its cursor
            log.error("A stream ends after position {}", reader.position(), e);
            channel.close();
        }
    }

    private void readOn() {
        SharedRuns.Place place = body.isFramed() ? reader.sharedPlace(format) : null;
        SharedRuns.Run shared = place == null ? null : runs.next(place);
        if (shared != null) {
            reader.skip(shared);
            shared.events().oneMore();
            writeEvents(shared.bytes().retainedDuplicate());
            return;
        }
        ByteBuf out = null;
        List<Position> events = new ArrayList<>();
        EventReader.Found found = EventReader.Found.NOT_WANTED;
        for (int looked = 0; looked < RUN && goesOn(found) && hasRoom(out); looked++) {
            found = reader.advance();
            byte[] frame = switch (found) {
                case EVENT -> reader.delivery().frame(format);
                case SNAPSHOT_END -> format.cursor(reader.cursor());
                case NOT_WANTED, NOTHING, UNLOADED -> null;
            };
            if (frame != null) {
                out = out == null ? buffer(frame) : out.writeBytes(frame);
            }
            if (found == EventReader.Found.EVENT) {
                events.add(reader.position());
            }
        }
        if (out != null) {
            ByteBuf framed = body.frame(out);
            PushedEvents.Counts counts = pushed.counts(events);
            counts.oneMore();
            if (place != null) {
                runs.add(new SharedRuns.Run(
                        place, framed.retainedDuplicate(), reader.position(), reader.lastTold(), counts));
            }
            writeEvents(framed);
        } else if (found == EventReader.Found.UNLOADED) {
            load();
        } else if (found == EventReader.Found.NOTHING) {
            reader.pause();
        } else {
            channel.eventLoop().execute(this::pump);
        }
    }

    private void writeEvents(ByteBuf bytes) {
        toldAt = System.nanoTime();
        reader.pause();
        write(bytes);
    }

    private static boolean goesOn(EventReader.Found found) {
        return found != EventReader.Found.NOTHING && found != EventReader.Found.UNLOADED;
    }

    /** Contents are written at once: they are not to be held until the connection has taken them. */
    private boolean hasRoom(@Nullable ByteBuf out) {
        return out == null || out.readableBytes() < WRITE || reader.holdsContents();
    }

    private ByteBuf buffer(byte[] first) {
        return channel.alloc().ioBuffer(Math.max(512, first.length)).writeBytes(first);
    }

    private void write(ByteBuf bytes) {
        writing = true;
        wroteAt = System.nanoTime();
        body.write(bytes).addListener(onWritten);
    }

    private void written(Future<?> written) {
        writing = false;
        if (written.isSuccess()) {
            pump();
        } else {
            ended = true;
            channel.close();
        }
    }

    private void load() {
        loading = true;
        reader.load().subscribe(null, this::unavailable, this::loaded);
    }

    private void loaded() {
        channel.eventLoop().execute(() -> {
            loading = false;
            pump();
        });
    }

    private void unavailable(Throwable cause) {
        log.warn(
                "Kafka or the store does not answer, so that a stream ends after position {}: {}",
                reader.position(),
                cause.toString());
        end("Kafka or the store does not answer the gateway at the moment");
    }

    /** Called every second or so. Returns false if the subscriber has stopped reading. */
    boolean tick() {
        if (ended) {
            return true;
        }
        long now = System.nanoTime();
        if (writing) {
            return now - wroteAt < settings.stallTimeout().toNanos();
        }
        if (reader.isAhead() && now - toldAt >= settings.cursorInterval().toNanos()) {
            reader.told();
            toldAt = now;
            write(body.frame(buffer(format.cursor(reader.cursor()))));
        } else if (now - wroteAt >= settings.heartbeat().toNanos()) {
            write(body.frame(buffer(format.heartbeat())));
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
            body.write(body.frame(buffer(format.closing(why))));
            body.end();
        });
    }
}
