package org.dibao.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.dibao.blobs.S3Bucket;
import org.dibao.blobs.S3Objects;
import org.dibao.cli.CommandFailed;
import org.dibao.cli.Exit;
import org.jspecify.annotations.Nullable;

/**
 * A place in a bucket of a store that speaks Amazon's S3. A file is written into the machine's folder for temporary files
 * and sent when it is
 * complete. There is no lock: of two runs at the same time, the manifest of the first one to end counts, and the other one is told so,
 * where the store knows conditional requests, as Amazon's does.
 */
final class BucketStorage implements Storage {
    private final S3Bucket bucket;
    private final S3Objects objects;
    /** The manifest's, when this run began. */
    private final @Nullable String version;

    private BucketStorage(S3Bucket bucket, S3Objects objects, @Nullable String version) {
        this.bucket = bucket;
        this.objects = objects;
        this.version = version;
    }

    static BucketStorage toRead(S3Bucket bucket) {
        return new BucketStorage(bucket, new S3Objects(bucket), null);
    }

    /** @throws CommandFailed if something else than a backup is there */
    static BucketStorage toWrite(S3Bucket bucket) throws IOException {
        S3Objects objects = new S3Objects(bucket);
        BucketStorage storage = new BucketStorage(bucket, objects, objects.version(bucket.prefix() + Vault.MANIFEST));
        if (storage.version == null
                && !storage.sizes("").keySet().stream()
                        .allMatch(name -> Vault.isOurs(name.substring(0, (name + "/").indexOf('/'))))) {
            storage.close();
            throw new CommandFailed(
                    Exit.REFUSED,
                    "There is something else in " + storage + ": give a place of its own for the backup, such as "
                            + storage + "/backup.");
        }
        return storage;
    }

    @Override
    public boolean has(String name) throws IOException {
        return objects.version(key(name)) != null;
    }

    @Override
    public InputStream open(String name) throws IOException {
        return objects.open(key(name));
    }

    @Override
    public long write(String name, Content content) throws IOException {
        Path file = Files.createTempFile("dibao-backup", null); // readable by its owner only
        try {
            try (OutputStream out = Files.newOutputStream(file)) {
                content.to(out);
            }
            if (!name.equals(Vault.MANIFEST)) {
                objects.put(key(name), file);
            } else if (!objects.replace(key(name), version, file)) {
                throw new IOException("another backup was written to " + this + " meanwhile");
            }
            return Files.size(file);
        } finally {
            Files.delete(file);
        }
    }

    @Override
    public Map<String, Long> sizes(String folder) throws IOException {
        Map<String, Long> sizes = new TreeMap<>();
        objects.lengths(key(folder.isEmpty() ? "" : folder + "/"))
                .forEach((key, size) -> sizes.put(key.substring(bucket.prefix().length()), size));
        return sizes;
    }

    @Override
    public void remove(String name) throws IOException {
        objects.remove(key(name));
    }

    private String key(String name) {
        return bucket.prefix() + name;
    }

    @Override
    public String toString() {
        return ("s3://" + bucket.bucket() + "/" + bucket.prefix()).replaceFirst("/$", "");
    }

    @Override
    public void close() {
        objects.close();
    }
}
