package org.dibao.gateway.pages;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.dibao.blobs.Blob;
import org.dibao.blobs.Blobs;
import org.dibao.contract.event.Problem;
import org.dibao.gateway.problems.Responses;
import org.dibao.support.problem.ProblemDocuments;
import org.dibao.support.problem.ProblemException;
import org.dibao.support.web.EnclosedResponse;
import org.dibao.support.work.Permits;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Sends files from the blobs. Small ones that were sent lately are in memory. Larger ones go piece by piece: the next piece
 * is read when the
 * one before has left, so that a slow reader takes one piece of memory. Reading blocks, and is therefore left to other threads than
 * those of the connections.
 */
final class FileBodies {
    private static final Logger log = LoggerFactory.getLogger(FileBodies.class);
    private static final int PIECE = 256 * 1024;
    /** Of an entry in memory besides its bytes, approximately. */
    private static final int OVERHEAD = 256;

    private static final Scheduler READING = Schedulers.boundedElastic();

    private final Blobs blobs;
    private final Permits permits;
    private final Cache<KeptFile, byte[]> recent;
    private final long maxCached;

    FileBodies(Blobs blobs, FileSettings settings, MeterRegistry meters) {
        this.blobs = blobs;
        this.permits = new Permits("files", settings.maxOpen(), meters);
        this.maxCached =
                Math.min(settings.maxCached().toBytes(), settings.cacheSize().toBytes());
        this.recent = Caffeine.newBuilder()
                .maximumWeight(settings.cacheSize().toBytes())
                .weigher((KeptFile _, byte[] bytes) -> bytes.length + OVERHEAD)
                .executor(Runnable::run)
                .build();
    }

    /** The bytes, if they are in memory. */
    byte @Nullable [] inMemory(KeptFile file) {
        return recent.getIfPresent(file);
    }

    /**
     * @param whole the headers of the whole answer
     * @param part  what is sent of it; absent: all
     */
    Mono<ServerResponse> send(ServerRequest request, KeptFile file, HttpHeaders whole, @Nullable PartialAnswer part) {
        if (request.method().equals(HttpMethod.HEAD)) {
            return head(whole);
        }
        byte[] known = inMemory(file);
        if (known != null) {
            return ServerResponse.status(part == null ? 200 : part.status())
                    .body((response, _) -> response.writeWith(Mono.just(
                            response.bufferFactory().wrap(described(response.getHeaders(), known, whole, part)))));
        }
        return EnclosedResponse.of(writing -> permits.hold(
                () -> Mono.using(
                                () -> open(file),
                                blob -> writing.write(answer(blob, file, whole, part)),
                                FileBodies::close)
                        .subscribeOn(READING),
                () -> Mono.error(new ProblemException(
                        ProblemDocuments.of(
                                Problem.Type.UNAVAILABLE, "Too many files are being sent at the moment. Try again."),
                        ProblemDocuments.header(HttpHeaders.RETRY_AFTER, "2")))));
    }

    /** Sets the headers, and returns the bytes that they are of. */
    private static byte[] described(
            HttpHeaders headers, byte[] known, HttpHeaders whole, @Nullable PartialAnswer part) {
        headers.putAll(part == null ? whole : part.headers());
        byte[] sent = part == null
                ? known
                : Arrays.copyOfRange(
                        known,
                        Math.toIntExact(part.range().from()),
                        Math.toIntExact(part.range().to()));
        headers.setContentLength(sent.length);
        return sent;
    }

    private static Mono<ServerResponse> head(HttpHeaders headers) {
        return ServerResponse.ok().body((response, _) -> {
            response.getHeaders().putAll(headers);
            return response.setComplete();
        });
    }

    private Opened open(KeptFile file) {
        try {
            Blob blob = (file.variant() == null
                            ? blobs.open(file.hash())
                            : blobs.derived(file.hash(), file.variant().name()))
                    .orElse(null);
            if (blob != null && blob.length() == file.length()) {
                if (blob.length() <= maxCached) {
                    recent.put(file, blob.bytes(Math.toIntExact(maxCached)));
                }
                return new Opened(blob);
            }
            if (blob != null) {
                blob.close();
            }
            log.warn(
                    "the bytes of a file are missing: {} in dibao.files.dir ({}). Restore them from a backup, or send the"
                            + " file again",
                    file.hash(),
                    blob == null ? "not there" : "of another length");
            return new Opened(null);
        } catch (IOException e) {
            throw new UncheckedIOException("the file " + file.hash() + " could not be read", e);
        }
    }

    /** @param blob absent if it is missing */
    private record Opened(@Nullable Blob blob) {}

    private static void close(Opened opened) {
        try {
            if (opened.blob() != null) {
                opened.blob().close();
            }
        } catch (IOException e) {
            log.warn("a file could not be closed", e);
        }
    }

    private static Mono<ServerResponse> answer(
            Opened opened, KeptFile file, HttpHeaders whole, @Nullable PartialAnswer part) {
        Blob blob = opened.blob();
        if (blob == null) {
            return Responses.notFound("The bytes of this file are missing on the server; its log says which.");
        }
        ByteRange range = part == null ? new ByteRange(0, file.length()) : part.range();
        return ServerResponse.status(part == null ? 200 : part.status()).body((response, _) -> {
            HttpHeaders headers = response.getHeaders();
            headers.putAll(part == null ? whole : part.headers());
            headers.setContentLength(range.to() - range.from());
            return response.writeAndFlushWith(pieces(blob, range, response.bufferFactory()));
        });
    }

    private static Flux<Mono<DataBuffer>> pieces(Blob blob, ByteRange range, DataBufferFactory buffers) {
        long count = (range.to() - range.from() + PIECE - 1) / PIECE;
        return Flux.range(0, Math.toIntExact(count)).map(i -> {
            long from = range.from() + (long) i * PIECE;
            int length = (int) Math.min(PIECE, range.to() - from);
            return Mono.fromCallable(() -> read(blob, from, length, buffers)).subscribeOn(READING);
        });
    }

    private static DataBuffer read(Blob blob, long from, int length, DataBufferFactory buffers) throws IOException {
        DataBuffer buffer = buffers.allocateBuffer(length);
        try (DataBuffer.ByteBufferIterator room = buffer.writableByteBuffers()) {
            ByteBuffer into = room.next().limit(length);
            while (into.hasRemaining()) {
                if (blob.read(into, from + into.position()) < 0) {
                    throw new EOFException("a file has become shorter");
                }
            }
            buffer.writePosition(length);
            return buffer;
        } catch (IOException | RuntimeException e) {
            DataBufferUtils.release(buffer);
            throw e;
        }
    }
}
