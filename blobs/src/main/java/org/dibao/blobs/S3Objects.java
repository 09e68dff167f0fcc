package org.dibao.blobs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.Abortable;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The objects of a bucket. Any other answer than the expected one is an {@link IOException} that names the bucket. Thread-safe. */
public final class S3Objects implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final int NOT_FOUND = 404;
    /** Another request has changed the object first (RFC 9110, 15.5.13; S3 answers 409 if both are under way). */
    private static final Set<Integer> OVERTAKEN = Set.of(412, 409);

    private final String bucket;
    private final S3Client s3;

    public S3Objects(S3Bucket at) {
        this.bucket = at.bucket();
        S3ClientBuilder client = S3Client.builder()
                .region(Region.of(at.region()))
                .forcePathStyle(at.pathStyle())
                // Checksums beyond what S3 requires are unknown to many stores that are not Amazon's.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(SILENCE));
        if (at.endpoint() != null) {
            client.endpointOverride(at.endpoint());
        }
        this.s3 = client.build();
    }

    /** In bytes; -1 if there is no such object. */
    long length(String key) throws IOException {
        return asked(() -> {
            try {
                return s3.headObject(it -> it.bucket(bucket).key(key)).contentLength();
            } catch (S3Exception e) {
                if (e.statusCode() == NOT_FOUND) {
                    return -1L;
                }
                throw e;
            }
        });
    }

    /** The lengths in bytes of the objects whose keys begin with this, by key. */
    public Map<String, Long> lengths(String prefix) throws IOException {
        return asked(() -> s3.listObjectsV2Paginator(it -> it.bucket(bucket).prefix(prefix)).contents().stream()
                .collect(Collectors.toMap(S3Object::key, S3Object::size, (one, _) -> one, TreeMap::new)));
    }

    /** What tells this version of an object from others; absent if there is no such object. */
    public @Nullable String version(String key) throws IOException {
        return asked(() -> {
            try {
                return s3.headObject(it -> it.bucket(bucket).key(key)).eTag();
            } catch (S3Exception e) {
                if (e.statusCode() == NOT_FOUND) {
                    return null;
                }
                throw e;
            }
        });
    }

    /** What is in it. */
    public InputStream open(String key) throws IOException {
        return from(key, 0);
    }

    /** What is in it from a place on. To be closed with {@link #end}. */
    InputStream from(String key, long place) throws IOException {
        return asked(() -> s3.getObject(it -> {
            it.bucket(bucket).key(key);
            if (place > 0) {
                it.range("bytes=" + place + "-");
            }
        }));
    }

    /** Closes what {@link #from} gave, without reading what nobody wants. */
    static void end(InputStream open, boolean wholeRead) throws IOException {
        if (!wholeRead && open instanceof Abortable unread) {
            unread.abort();
        } else {
            open.close();
        }
    }

    void put(String key, Blob content) throws IOException {
        RequestBody body = RequestBody.fromContentProvider(
                () -> new BlobStream(content), content.length(), "application/octet-stream");
        asked(() -> s3.putObject(it -> it.bucket(bucket).key(key), body));
    }

    /** Puts a file of at most 5 GB, whatever is there. */
    public void put(String key, Path file) throws IOException {
        asked(() -> s3.putObject(it -> it.bucket(bucket).key(key), file));
    }

    /**
     * Puts a file where an object has still this version. A store that does not know conditions puts it in any case.
     *
     * @param version absent: there is none
     * @return false if there is another version by now
     */
    public boolean replace(String key, @Nullable String version, Path file) throws IOException {
        return asked(() -> {
            try {
                s3.putObject(
                        it -> {
                            it.bucket(bucket).key(key);
                            if (version == null) {
                                it.ifNoneMatch("*");
                            } else {
                                it.ifMatch(version);
                            }
                        },
                        file);
                return true;
            } catch (S3Exception e) {
                if (OVERTAKEN.contains(e.statusCode())) {
                    return false;
                }
                throw e;
            }
        });
    }

    public void remove(String key) throws IOException {
        asked(() -> s3.deleteObject(it -> it.bucket(bucket).key(key)));
    }

    private <T extends @Nullable Object> T asked(Supplier<T> request) throws IOException {
        try {
            return request.get();
        } catch (SdkException e) {
            throw new IOException("the bucket " + bucket + " does not answer as it should: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        s3.close();
    }

    /** A blob from its beginning. Does not close it: the SDK may need it once more. */
    private static final class BlobStream extends InputStream {
        private final Blob blob;
        private long at;

        BlobStream(Blob blob) {
            this.blob = blob;
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
            int count = blob.read(ByteBuffer.wrap(into, offset, length), at);
            at += Math.max(0, count);
            return count;
        }
    }
}
