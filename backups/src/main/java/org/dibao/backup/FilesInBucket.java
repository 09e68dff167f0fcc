package org.dibao.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dibao.backup.Storage.Content;
import org.dibao.blobs.S3Bucket;
import org.dibao.blobs.S3Objects;

/** Objects of a bucket, named by their hashes. What is there already is not sent again. It lives as long as the command. */
final class FilesInBucket implements SiteFiles {
    private final S3Objects objects;
    private final String prefix;

    FilesInBucket(S3Bucket bucket) {
        this.objects = new S3Objects(bucket);
        this.prefix = bucket.prefix();
    }

    @Override
    public void each(Each each) throws IOException {
        for (String key : objects.lengths(prefix).keySet()) {
            String hash = key.substring(prefix.length());
            if (SiteFiles.isHash(hash)) {
                each.on(hash, out -> {
                    try (InputStream in = objects.open(key)) {
                        in.transferTo(out);
                    }
                });
            }
        }
    }

    @Override
    public void put(String hash, Content content) throws IOException {
        if (objects.version(prefix + hash) != null) {
            return;
        }
        Path file = Files.createTempFile("dibao-file", null);
        try {
            try (OutputStream out = Files.newOutputStream(file)) {
                content.to(out);
            }
            objects.put(prefix + hash, file);
        } finally {
            Files.delete(file);
        }
    }
}
