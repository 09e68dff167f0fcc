package org.dibao.blobs;

import java.io.IOException;
import java.util.Optional;

/**
 * Blobs in a store that speaks S3: an object {@code abcdef…} for each, and {@code derived/abcdef…-name} for what is made of it. What is
 * being received is in a local folder, since an object's key is known at the end only. Credentials are those that the AWS SDK finds, such
 * as {@code AWS_ACCESS_KEY_ID} and {@code AWS_SECRET_ACCESS_KEY}.
 */
public final class S3Blobs implements Blobs, AutoCloseable {
    private final BlobFolder receiving;
    private final String prefix;
    private final S3Objects objects;

    /** @param receiving for what is being received */
    public S3Blobs(BlobFolder receiving, S3Bucket at) {
        this.receiving = receiving;
        this.prefix = at.prefix();
        this.objects = new S3Objects(at);
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
        return objects.length(key(hash)) >= 0;
    }

    @Override
    public Optional<Blob> derived(String hash, String name) throws IOException {
        return opened(key(hash, name));
    }

    private Optional<Blob> opened(String key) throws IOException {
        long length = objects.length(key);
        return length < 0 ? Optional.empty() : Optional.of(new S3Blob(objects, key, length));
    }

    private String key(String hash) {
        BlobFolder.checkHash(hash);
        return prefix + hash;
    }

    private String key(String hash, String name) {
        BlobFolder.checkHash(hash);
        BlobFolder.checkName(name);
        return prefix + BlobFolder.DERIVED + "/" + hash + "-" + name;
    }

    @Override
    public void close() {
        objects.close();
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
        public void overwrite(long from, byte[] bytes) throws IOException {
            local.overwrite(from, bytes);
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
        public String hash() throws IOException {
            return local.hash();
        }

        @Override
        public String keep() throws IOException {
            String hash = local.hash();
            if (!has(hash)) {
                objects.put(key(hash), local.received());
            }
            return hash;
        }

        @Override
        public void keepDerived(String of, String name) throws IOException {
            objects.put(key(of, name), local.received());
        }

        @Override
        public void close() throws IOException {
            local.close();
        }
    }
}
