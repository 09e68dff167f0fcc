package org.dibao.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.io.InputStream;
import org.dibao.cli.CommandFailed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
abstract class StorageContract {

    /** Of the same place each time. */
    abstract Storage toWrite() throws IOException;

    abstract Storage toRead();

    /** Puts something there that is no backup's. */
    abstract void putSomethingElse() throws IOException;

    @Test
    void aFileIsWhatWasWrittenLast() throws IOException {
        try (Storage storage = toWrite()) {
            assertThat(storage.has("log/a/1")).isFalse();

            write(storage, "log/a/1", "first");
            write(storage, "log/a/2", "two");
            write(storage, "log/a/1", "second");
            write(storage, "keys/k", "key");

            assertThat(storage.has("log/a/1")).isTrue();
            assertThat(storage.sizes("log")).containsExactly(entry("log/a/1", 6L), entry("log/a/2", 3L));
            storage.remove("log/a/2");
            assertThat(storage.sizes("log")).containsOnlyKeys("log/a/1");
            assertThat(storage.sizes("nothing")).isEmpty();
        }
        try (Storage storage = toRead();
                InputStream in = storage.open("log/a/1")) {
            assertThat(in).hasBinaryContent("second".getBytes(UTF_8));
        }
    }

    @Test
    void whatFailsLeavesTheFileOfBefore() throws IOException {
        try (Storage storage = toWrite()) {
            write(storage, "manifest", "whole");
            assertThatThrownBy(() -> storage.write("log/x", out -> {
                        out.write(1);
                        throw new IOException("the disk is full");
                    }))
                    .hasMessage("the disk is full");
            assertThat(storage.has("log/x")).isFalse();
        }
        try (Storage storage = toWrite()) {
            assertThat(storage.sizes("log")).isEmpty();
        }
    }

    @Test
    void aPlaceWithSomethingElseIsRefused() throws IOException {
        putSomethingElse();

        assertThatThrownBy(this::toWrite)
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("of its own for the backup");
    }

    static void write(Storage storage, String name, String text) throws IOException {
        assertThat(storage.write(name, out -> out.write(text.getBytes(UTF_8)))).isEqualTo(text.length());
    }
}
