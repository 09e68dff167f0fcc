package org.dibao.blobs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Blobs in a store that speaks S3: an object {@code abcdef…} for each, and {@code derived/abcdef…-name} for what is made of it. What is
 * being received is in a local folder, since an object's key is known at the end only. Credentials are those that the AWS SDK finds, such
 * as {@code AWS_ACCESS_KEY_ID} and {@code AWS_SECRET_ACCESS_KEY}.
 */
public final class S3Blobs implements Blobs, AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final int NOT_FOUND = 404;

    private final BlobFolder receiving;
    private final S3Bucket at;
    private final S3Client s3;

    /** @param receiving for what is being received */
    public S3Blobs(BlobFolder receiving, S3Bucket at) {
        this.receiving = receiving;
        this.at = at;
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

    @Override
    public Incoming receive() throws IOException {
        return new Sent(receiving.receive());
    }

    @Override
    public Optional<Blob> open(String hash) throws IOException {
        return opened(key(hash));
    }

    @Override
    public boolean has(String hash) throws IOException {
        return length(key(hash)) >= 0;
    }

    @Override
    public Optional<Blob> derived(String hash, String name) throws IOException {
        return opened(key(hash, name));
    }

    private Optional<Blob> opened(String key) throws IOException {
        long length = length(key);
        return length < 0 ? Optional.empty() : Optional.of(new Remote(key, length));
    }

    /** In bytes; -1 if there is no such object. */
    private long length(String key) throws IOException {
        return asked(() -> {
            try {
                return s3.headObject(it -> it.bucket(at.bucket()).key(key)).contentLength();
            } catch (S3Exception e) {
                if (e.statusCode() == NOT_FOUND) {
                    return -1L;
                }
                throw e;
            }
        });
    }

    private String key(String hash) {
        BlobFolder.checkHash(hash);
        return at.prefix() + hash;
    }

    private String key(String hash, String name) {
        BlobFolder.checkHash(hash);
        BlobFolder.checkName(name);
        return at.prefix() + BlobFolder.DERIVED + "/" + hash + "-" + name;
    }

    private <T> T asked(Supplier<T> request) throws IOException {
        try {
            return request.get();
        } catch (SdkException e) {
            throw new IOException("the bucket " + at.bucket() + " does not answer as it should: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        s3.close();
    }

    /** An object, read as one stream as long as it is read from the beginning to the end. */
    private final class Remote implements Blob {
        private final String key;
        private final long length;
        private @Nullable InputStream stream;
        private long position;

        Remote(String key, long length) {
            this.key = key;
            this.length = length;
        }

        @Override
        public long length() {
            return length;
        }

        @Override
        public int read(ByteBuffer into, long from) throws IOException {
            if (from >= length) {
                return -1;
            }
            byte[] piece = new byte[into.remaining()];
            int count = from(from).read(piece);
            if (count > 0) {
                into.put(piece, 0, count);
                position += count;
            }
            return count;
        }

        private InputStream from(long from) throws IOException {
            InputStream open = stream;
            if (open == null || position != from) {
                close();
                open = asked(() -> s3.getObject(it -> {
                    it.bucket(at.bucket()).key(key);
                    if (from > 0) {
                        it.range("bytes=" + from + "-");
                    }
                }));
                stream = open;
                position = from;
            }
            return open;
        }

        @Override
        public void close() throws IOException {
            InputStream open = stream;
            stream = null;
            if (open instanceof software.amazon.awssdk.http.Abortable unread && position < length) {
                unread.abort(); // rather than read what nobody wants
            } else if (open != null) {
                open.close();
            }
        }
    }

    /** Received locally, and sent when it is kept. */
    private final class Sent implements Incoming {
        private final Incoming local;

        Sent(Incoming local) {
            this.local = local;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            local.write(bytes, offset, length);
        }

        @Override
        public long length() {
            return local.length();
        }

        @Override
        public Blob received() throws IOException {
            return local.received();
        }

        @Override
        public String hash() {
            return local.hash();
        }

        @Override
        public String keep() throws IOException {
            String hash = local.hash();
            if (!has(hash)) {
                send(key(hash));
            }
            return hash;
        }

        @Override
        public void keepDerived(String of, String name) throws IOException {
            send(key(of, name));
        }

        private void send(String key) throws IOException {
            Blob received = local.received();
            RequestBody body = RequestBody.fromContentProvider(
                    () -> new BlobStream(received), received.length(), "application/octet-stream");
            asked(() -> s3.putObject(it -> it.bucket(at.bucket()).key(key), body));
        }

        @Override
        public void close() throws IOException {
            local.close();
        }
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
