package org.dibao.gateway.auth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A generated key, kept at {@code <data-dir>/api-key} with mode 0600. It appears there whole or not at all, and when two
 * gateways start at once, both take the one that was first.
 */
final class ApiKeyFile {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path file;

    ApiKeyFile(Path dataDir) {
        this.file = dataDir.resolve("api-key");
    }

    Path path() {
        return file;
    }

    /** The key that is kept, or a new one, kept from now on. */
    String readOrCreate() {
        try {
            if (!Files.exists(file)) {
                create();
            }
            String key = Files.readString(file, StandardCharsets.US_ASCII).strip();
            if (!ApiKey.isToken(key)) {
                throw new IllegalStateException(
                        file.toAbsolutePath() + " holds no key: delete it and one is generated, or set DIBAO_API_KEY");
            }
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the API key cannot be kept at " + file.toAbsolutePath()
                            + ": make the folder writable, set dibao.gateway.data-dir to one that is, or set DIBAO_API_KEY",
                    e);
        }
    }

    private void create() throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        byte[] random = new byte[24];
        RANDOM.nextBytes(random);
        Path fresh = Files.createTempFile(
                folder,
                ".api-key",
                null,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            try (FileChannel out = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                out.write(java.nio.ByteBuffer.wrap(
                        (HexFormat.of().formatHex(random) + "\n").getBytes(StandardCharsets.US_ASCII)));
                out.force(true);
            }
            try {
                Files.createLink(file, fresh); // atomic, and fails if another was first
            } catch (UnsupportedOperationException e) {
                Files.move(fresh, file);
            }
        } catch (FileAlreadyExistsException e) {
            // Another gateway was first: its key is ours.
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
