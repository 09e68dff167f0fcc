package org.dibao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilePlaceTest {
    @TempDir
    Path machine;

    @Test
    void aFileOfARepositoryOrASiteHasItsPathWithinItWhateverACloneIsCalled() throws Exception {
        Path file = file("home/li/work/news/river/a.md");
        Files.createDirectory(machine.resolve("home/li/work/news/.git"));
        assertThat(place(file)).isEqualTo("river/a.md");

        Path elsewhere = file("builds/4711/river/a.md");
        Files.writeString(machine.resolve("builds/4711/_config.yml"), "");
        assertThat(place(elsewhere)).as("on another machine").isEqualTo("river/a.md");
    }

    @Test
    void aFileOfNeitherHasItsPlaceBelowTheHomeFolder() throws Exception {
        assertThat(place(file("home/li/river/a.md"))).isEqualTo("~/river/a.md");
        Files.createDirectory(machine.resolve("home/li/.git")); // of somebody who keeps settings in it
        assertThat(place(file("home/li/river/a.md"))).isEqualTo("~/river/a.md");
    }

    @Test
    void anyOtherFileHasAllOfItsPath() throws Exception {
        Path file = file("srv/a.md");

        assertThat(place(file)).isEqualTo(SiteFolder.name(file.toRealPath()));
        assertThat(place(machine.resolve("srv/../srv/./a.md"))).isEqualTo(SiteFolder.name(file.toRealPath()));
    }

    @Test
    void ofALongPathTheEndCounts() throws Exception {
        Path file = machine.resolve("home/li/" + "folder/".repeat(200) + "a.md");

        assertThat(place(file)).hasSize(1000).endsWith("/folder/a.md");
    }

    private String place(Path file) {
        return FilePlace.of(file, machine.resolve("home/li"));
    }

    private Path file(String path) throws Exception {
        Path file = machine.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.exists(file) ? file : Files.createFile(file);
    }
}
