package org.dibao.ingest.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** The disk with a folder on it. */
public record FolderDisk(String content, Path folder) implements Disk {

    @Override
    public OptionalLong free() {
        try {
            return OptionalLong.of(Files.getFileStore(folder).getUsableSpace());
        } catch (IOException e) { // it may not be there yet
            return OptionalLong.empty();
        }
    }
}
