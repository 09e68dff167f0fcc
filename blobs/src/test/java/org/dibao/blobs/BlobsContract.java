package org.dibao.blobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every adapter of {@link Blobs} does. */
abstract class BlobsContract {
    private static final String HELLO = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    /** The same bytes as before, as another process sees them. */
    abstract Blobs blobs();

    /** How many pieces are being received. */
    abstract int unfinished() throws IOException;

    @Test
    void whatIsKeptIsFoundUnderItsHash() throws IOException {
        assertThat(blobs().has(HELLO)).isFalse();
        assertThat(blobs().open(HELLO)).isEmpty();

        assertThat(keep("hello".getBytes(StandardCharsets.UTF_8))).isEqualTo(HELLO);

        assertThat(blobs().has(HELLO)).isTrue();
        assertThat(read(HELLO)).asString(StandardCharsets.UTF_8).isEqualTo("hello");
        assertThat(unfinished()).isZero();
    }

    @Test
    void nothingIsThereBeforeItIsKept() throws IOException {
        try (Incoming incoming = blobs().receive()) {
            incoming.write("hello!".getBytes(StandardCharsets.UTF_8), 0, 5);

            assertThat(incoming.hash()).isEqualTo(HELLO);
            assertThat(incoming.length()).isEqualTo(5);
            assertThat(all(incoming.received()))
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("hello");
            assertThat(blobs().has(HELLO)).isFalse();
        }
    }

    @Test
    void ofWhatIsGivenUpNothingRemains() throws IOException {
        try (Incoming incoming = blobs().receive()) {
            incoming.write(new byte[100], 0, 100);
            assertThat(unfinished()).isEqualTo(1);
        }

        assertThat(unfinished()).isZero();
    }

    @Test
    void theSameBytesAreKeptOnce() throws IOException {
        keep("hello".getBytes(StandardCharsets.UTF_8));
        try (Blob open = blobs().open(HELLO).orElseThrow()) {
            assertThat(keep("hello".getBytes(StandardCharsets.UTF_8))).isEqualTo(HELLO);
            assertThat(all(open)).asString(StandardCharsets.UTF_8).isEqualTo("hello");
        }
        assertThat(unfinished()).isZero();
    }

    @Test
    void whatIsOverwrittenHasTheHashOfWhatItIsThen() throws IOException {
        byte[] bytes = "hullo".getBytes(StandardCharsets.UTF_8);
        try (Incoming incoming = blobs().receive()) {
            incoming.write(bytes, 0, bytes.length);
            assertThat(incoming.hash()).isNotEqualTo(HELLO);
            incoming.overwrite(1, "e".getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> incoming.overwrite(4, new byte[2])).isInstanceOf(IndexOutOfBoundsException.class);

            assertThat(incoming.keep()).isEqualTo(HELLO);
        }
        assertThat(read(HELLO)).asString(StandardCharsets.UTF_8).isEqualTo("hello");
    }

    @Test
    void nothingAtAllIsSomethingToo() throws IOException {
        String hash = keep(new byte[0]);

        assertThat(read(hash)).isEmpty();
    }

    @Test
    void anyPartCanBeRead() throws IOException {
        byte[] bytes = new byte[200_000];
        new Random(7).nextBytes(bytes);
        String hash = keep(bytes);

        try (Blob blob = blobs().open(hash).orElseThrow()) {
            assertThat(blob.length()).isEqualTo(bytes.length);
            ByteBuffer part = ByteBuffer.allocate(1000);
            while (part.hasRemaining()) {
                assertThat(blob.read(part, 150_000 + part.position())).isPositive();
            }
            assertThat(part.array()).isEqualTo(Arrays.copyOfRange(bytes, 150_000, 151_000));
            assertThat(blob.read(ByteBuffer.allocate(1), bytes.length)).isEqualTo(-1);
        }
    }

    @Test
    void whatIsMadeOfABlobHasItsHashAndANameAndMayBeReplaced() throws IOException {
        assertThat(blobs().derived(HELLO, "640.webp")).isEmpty();

        derive("small");
        derive("other");

        try (Blob derived = blobs().derived(HELLO, "640.webp").orElseThrow()) {
            assertThat(all(derived)).asString(StandardCharsets.UTF_8).isEqualTo("other");
        }
        assertThat(blobs().derived(HELLO, "320.webp")).isEmpty();
        assertThat(blobs().has(HELLO)).isFalse();
        assertThat(unfinished()).isZero();
        assertThatThrownBy(() -> blobs().derived(HELLO, "../640.webp")).isInstanceOf(IllegalArgumentException.class);
    }

    private void derive(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (Incoming incoming = blobs().receive()) {
            incoming.write(bytes, 0, bytes.length);
            incoming.keepDerived(HELLO, "640.webp");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "..", "../../etc/passwd", "2CF24DBA5FB0A30E26E83B2AC5B9E29E1B161E5C1FA7425E73043362938B9824"
            })
    void whatIsNoHashIsNoName(String name) {
        assertThatThrownBy(() -> blobs().open(name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> blobs().has(name)).isInstanceOf(IllegalArgumentException.class);
    }

    final String keep(byte[] bytes) throws IOException {
        try (Incoming incoming = blobs().receive()) {
            for (int at = 0; at < bytes.length; at += 8192) {
                incoming.write(bytes, at, Math.min(8192, bytes.length - at));
            }
            return incoming.keep();
        }
    }

    private byte[] read(String hash) throws IOException {
        Optional<Blob> found = blobs().open(hash);
        try (Blob blob = found.orElseThrow()) {
            return all(blob);
        }
    }

    private static byte[] all(Blob blob) throws IOException {
        ByteBuffer all = ByteBuffer.allocate((int) blob.length());
        while (all.hasRemaining() && blob.read(all, all.position()) >= 0) {
            // goes on
        }
        return all.array();
    }
}
