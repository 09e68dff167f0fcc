package org.dibao.blobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobFolderTest extends BlobsContract {
    @TempDir
    private Path folder;

    @Override
    Blobs blobs() {
        return new BlobFolder(folder.resolve("files"));
    }

    @Override
    int unfinished() throws IOException {
        Path incoming = folder.resolve("files").resolve("incoming");
        if (!Files.exists(incoming)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(incoming)) {
            return (int) files.count();
        }
    }

    @Test
    void whatADeadProcessWasReceivingIsRemovedAndWhatALiveOneIsReceivingStays() throws IOException {
        BlobFolder blobs = new BlobFolder(folder.resolve("files"));
        assertThat(blobs.removeAbandoned()).isZero();
        try (Incoming mine = blobs.receive()) {
            mine.write(new byte[] {1}, 0, 1);
            Files.write(folder.resolve("files/incoming/of-the-dead"), new byte[] {2});

            assertThat(new BlobFolder(folder.resolve("files")).removeAbandoned())
                    .isEqualTo(1);

            assertThat(unfinished()).isEqualTo(1);
            assertThat(mine.keep()).isNotEmpty();
        }
        assertThat(unfinished()).isZero();
    }

    @Test
    void aFolderThatIsNotThereYetHasNothing() throws IOException {
        assertThat(blobs().has("0".repeat(64))).isFalse();
        assertThat(Files.exists(folder.resolve("files"))).isFalse();
    }
}
