package org.dibao.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dibao.cli.site.ReadSite;
import org.junit.jupiter.api.io.TempDir;

/** Tests of an import, with a site in a folder of its own for each. */
abstract class ImportedSite {
    @TempDir
    Path folder;

    /** @param name of a file, from the folder */
    void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** As an import reads it. */
    ReadSite read() {
        return Doors.read(folder, 1000).orElseThrow();
    }
}
