package org.dibao.acceptance.chaos.faults;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.dibao.acceptance.client.Site;

/** A file system of its own in memory, which can be filled; needs root, and Linux. */
final class SmallDisk implements AutoCloseable {
    static final int MIN_FREE_MEGABYTES = 64;

    private static final int MEGABYTES = 600;
    private static final int LEFT_MEGABYTES = 32;
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Path folder;
    private final boolean mounted;

    /** Without one where it cannot be mounted: then it is a folder like any other, and says so. */
    SmallDisk(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
            mounted = run("mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m", "dibao-chaos", folder.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!mounted) {
            System.out.println("no disk can be mounted here (that needs root, and Linux): none gets full");
        }
    }

    boolean isMounted() {
        return mounted;
    }

    /** Nearly full: writes must be refused with 507, and pages come as before. */
    Fault full(Site site, int seconds) {
        return new Fault("full disk", Duration.ofSeconds(seconds), false, () -> fill(site), this::free);
    }

    private void fill(Site site) {
        try (RandomAccessFile filler = new RandomAccessFile(filler().toFile(), "rw")) {
            byte[] megabyte = new byte[1 << 20];
            while (folder.toFile().getUsableSpace() > (long) LEFT_MEGABYTES << 20) {
                filler.write(megabyte);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await("a write is refused with 507")
                .atMost(SOON)
                .ignoreExceptions()
                .until(() -> site.publisher("PUT", "/api/articles/no-room")
                                .body("application/json", "{\"title\":\"No room\",\"draft\":true,\"body\":\"x\"}")
                                .send()
                                .status()
                        == 507);
        site.get("/").expect(200);
    }

    private void free() {
        try {
            Files.deleteIfExists(filler());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    private static boolean run(String... command) throws IOException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (mounted) {
            try {
                run("umount", folder.toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
