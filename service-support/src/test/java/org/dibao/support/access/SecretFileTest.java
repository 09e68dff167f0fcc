package org.dibao.support.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFileTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void aSecretIsMadeOnceAndForItsOwnerOnly() throws IOException {
        Path file = folder.resolve("a/b/secret");
        String token = kept(file).token();
        assertThat(token).hasSize(48);
        assertThat(kept(file).token()).isEqualTo(token);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(folder.resolve("a/b"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void processesThatStartAtOnceTakeTheSameSecret() {
        Path file = folder.resolve("secret");
        assertThat(IntStream.range(0, 50)
                        .parallel()
                        .mapToObj(_ -> kept(file).token())
                        .distinct())
                .hasSize(1);
    }

    @Test
    void aFileWithoutASecretSaysWhatToDo() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "\n");
        assertThatThrownBy(() -> kept(file))
                .hasMessageContaining("does not contain a valid secret")
                .hasMessageContaining("delete it")
                .hasMessageContaining("set ANOTHER");
    }

    @Test
    void aFolderThatCannotBeWrittenSaysWhatToDo() throws IOException {
        Path notAFolder = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> kept(notAFolder.resolve("secret")))
                .hasMessageContaining(notAFolder.toString())
                .hasMessageContaining("set ANOTHER");
    }

    @Test
    void aSecretIsInNoText() {
        Secret secret = new Secret("secret-token");
        assertThat(secret.toString()).doesNotContain("secret-token");
        assertThat(secret.matches("secret-token")).isTrue();
        assertThat(secret.matches("secret-toke")).isFalse();
        assertThat(secret.matches("")).isFalse();
    }

    private static Secret kept(Path file) {
        return new SecretFile(file, "secret", "set ANOTHER").readOrCreate();
    }
}
