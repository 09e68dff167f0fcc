package org.dibao.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiKeyFileTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void aKeyIsMadeOnceAndForItsOwnerOnly() throws IOException {
        Path data = folder.resolve("a/b");
        String key = new ApiKeyFile(data).readOrCreate();
        assertThat(key).hasSize(48);
        assertThat(new ApiKeyFile(data).readOrCreate()).isEqualTo(key);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("api-key"))))
                .isEqualTo("rw-------");
        try (var files = Files.list(data)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void gatewaysThatStartAtOnceTakeTheSameKey() {
        assertThat(IntStream.range(0, 50)
                        .parallel()
                        .mapToObj(_ -> new ApiKeyFile(folder).readOrCreate())
                        .distinct())
                .hasSize(1);
    }

    @Test
    void aFileWithoutAKeySaysWhatToDo() throws IOException {
        Files.writeString(folder.resolve("api-key"), "\n");
        assertThatThrownBy(() -> new ApiKeyFile(folder).readOrCreate())
                .hasMessageContaining("delete it")
                .hasMessageContaining("DIBAO_API_KEY");
    }

    @Test
    void theKeyIsInNoText() {
        ApiKey key = new ApiKey("default", "secret-token");
        assertThat(key.toString()).doesNotContain("secret-token");
        assertThat(key.matches("secret-token")).isTrue();
        assertThat(key.matches("secret-toke")).isFalse();
        assertThat(key.matches("")).isFalse();
    }

    @Test
    void aKeyThatCannotStandInAHeaderIsRefusedAndABlankOneIsNone() {
        assertThatThrownBy(() -> new AuthSettings("two words", null, null)).hasMessageContaining("openssl rand");
        assertThat(new AuthSettings("  ", null, null).apiKey()).isNull();
    }
}
