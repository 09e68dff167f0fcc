package org.dibao.ingest.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

/**
 * A request's body for a thread that may block. It buffers a few network buffers and requests the next one after
 * reading one, so a slow reader slows down the sender; it returns what is available without waiting for more. If closed
 * early, it drains the rest of the body up to a limit, because a sender that is still sending would not see the answer
 * if the connection broke.
 */
final class UploadStream extends InputStream {
    private static final int BUFFERS = 8;
    private static final long MAX_DRAINED = 64L << 20;

    private final BlockingQueue<Object> arrived = new LinkedBlockingQueue<>(); // no more than was requested
    private final Receiver receiver = new Receiver();
    private byte[] current = {};
    private int at;
    private @Nullable Object ended;

    private enum End {
        END
    }

    private record Failure(Throwable cause) {}

    UploadStream(Flux<DataBuffer> body) {
        body.subscribe(receiver);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (at == current.length) {
            byte[] next = next();
            if (next == null) {
                return -1;
            }
            current = next;
            at = 0;
            receiver.request(1);
        }
        int read = Math.min(length, current.length - at);
        System.arraycopy(current, at, into, offset, read);
        at += read;
        return read;
    }

    private byte @Nullable [] next() throws IOException {
        Object next;
        try {
            next = ended != null ? ended : arrived.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped");
        }
        return switch (next) {
            case byte[] bytes -> bytes;
            case Failure failure -> {
                ended = failure;
                throw new IOException("the connection ended early", failure.cause);
            }
            default -> {
                ended = End.END;
                yield null;
            }
        };
    }

    /** May be called from another thread; the reader then sees the end of the stream. */
    @Override
    public void close() {
        receiver.drain();
        arrived.add(new Failure(new IOException("closed")));
    }

    private final class Receiver extends BaseSubscriber<DataBuffer> {
        private volatile boolean draining;
        private long drained;

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            request(BUFFERS);
        }

        @Override
        protected void hookOnNext(DataBuffer buffer) {
            byte[] bytes = new byte[buffer.readableByteCount()];
            buffer.read(bytes);
            DataBufferUtils.release(buffer);
            if (!draining) {
                arrived.add(bytes);
                return;
            }
            drained += bytes.length;
            if (drained > MAX_DRAINED) {
                cancel();
            }
        }

        @Override
        protected void hookOnError(Throwable failure) {
            arrived.add(new Failure(failure));
        }

        @Override
        protected void hookOnComplete() {
            arrived.add(End.END);
        }

        void drain() {
            draining = true;
            arrived.clear();
            requestUnbounded();
        }
    }
}
