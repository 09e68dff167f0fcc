package org.dibao.backup;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dibao.cli.CommandFailed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderStorageTest extends StorageContract {
    @TempDir
    private Path folder;

    @Override
    Storage toWrite() throws IOException {
        return FolderStorage.toWrite(folder.resolve("backup"));
    }

    @Override
    Storage toRead() {
        return FolderStorage.toRead(folder.resolve("backup"));
    }

    @Override
    void putSomethingElse() throws IOException {
        Files.createDirectories(folder.resolve("backup/holiday"));
    }

    @Test
    void twoRunsDoNotWriteAtTheSameTime() throws IOException {
        try (Storage _ = toWrite()) {
            assertThatThrownBy(this::toWrite)
                    .isInstanceOf(CommandFailed.class)
                    .hasMessageContaining("Another backup is being written");
        }
    }
}
