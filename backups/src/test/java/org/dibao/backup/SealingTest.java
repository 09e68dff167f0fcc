package org.dibao.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.dibao.cli.CommandFailed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealingTest {
    private static final int PIECE = 64 * 1024;

    private final Sealing sealing = new Sealing(new byte[32]);
    private final Random random = new Random(1);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 3 * PIECE + 17})
    void whatIsOpenedIsWhatWasSealed(int length) throws IOException {
        byte[] plain = bytes(length);
        byte[] sealed = sealed(plain);

        assertThat(opened(sealed)).isEqualTo(plain);
        assertThat(sealed.length).isEqualTo(47 + plain.length + 16 * Math.max(1, (length + PIECE - 1) / PIECE));
        assertThat(sealed(plain)).isNotEqualTo(sealed);
    }

    @Test
    void nothingCanBeChangedCutOffOrMoved() throws IOException {
        byte[] sealed = sealed(bytes(3 * PIECE));
        for (int at : new int[] {0, 20, 47, 47 + PIECE, sealed.length - 1}) {
            byte[] changed = sealed.clone();
            changed[at] ^= 1;
            assertThatThrownBy(() -> opened(changed)).as("byte %s", at).isInstanceOf(IOException.class);
        }
        byte[] cut = Arrays.copyOf(sealed, 47 + 2 * (PIECE + 16));
        assertThatThrownBy(() -> opened(cut)).isInstanceOf(IOException.class);
        byte[] swapped = sealed.clone();
        System.arraycopy(sealed, 47, swapped, 47 + PIECE + 16, PIECE + 16);
        System.arraycopy(sealed, 47 + PIECE + 16, swapped, 47, PIECE + 16);
        assertThatThrownBy(() -> opened(swapped)).isInstanceOf(IOException.class);
    }

    @Test
    void noFileTakesAnothersPlaceAndNoOtherKeyOpensIt() throws IOException {
        byte[] sealed = sealed(bytes(10));
        assertThatThrownBy(() ->
                        sealing.open(new ByteArrayInputStream(sealed), "other").readAllBytes())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not its key");
        byte[] key = new byte[32];
        key[31] = 1;
        assertThatThrownBy(() -> new Sealing(key)
                        .open(new ByteArrayInputStream(sealed), "name")
                        .readAllBytes())
                .isInstanceOf(IOException.class);
    }

    @Test
    void aKeyFileHasSixtyFourDigits(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("key"), "00".repeat(32) + "\n");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream sealed = Sealing.with(file).seal(out, "name")) {
            sealed.write(1);
        }
        assertThat(opened(out.toByteArray())).containsExactly(1);

        Files.writeString(file, "00".repeat(31));
        assertThatThrownBy(() -> Sealing.with(file))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("64 hexadecimal digits");
    }

    private byte[] sealed(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream sealed = sealing.seal(out, "name")) {
            int at = 0;
            while (at < plain.length) {
                int count = Math.min(plain.length - at, 1 + random.nextInt(100_000));
                sealed.write(plain, at, count);
                at += count;
            }
        }
        return out.toByteArray();
    }

    private byte[] opened(byte[] sealed) throws IOException {
        return sealing.open(new ByteArrayInputStream(sealed), "name").readAllBytes();
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
