package org.dibao.ingest.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.dibao.contract.event.Problem;
import org.dibao.ingest.fields.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class TarGzTest {
    private static final ImportSettings SETTINGS = new ImportSettings(
            Duration.ofMillis(60),
            10,
            10,
            1,
            100,
            DataSize.ofMegabytes(2),
            DataSize.ofMegabytes(20),
            DataSize.ofKilobytes(64),
            DataSize.ofKilobytes(16),
            Duration.ofSeconds(1));

    @Test
    void postsAreReadAndAllElseIsPassedOver() throws IOException {
        byte[] archive = new Archives()
                .folder("_posts")
                .post("_posts/2022-01-25-a.md", "A")
                .file("_posts/._2022-01-25-a.md", "resource fork")
                .file("_posts/.hidden.md", "x")
                .file("_posts/photo.jpg", "x")
                .file("__MACOSX/_posts/2022-01-25-a.md", "x")
                .link("_posts/2022-01-26-link.md", "/etc/passwd")
                .post("./_posts/deep/er/2022-01-27-报纸.markdown", "B")
                .post("_posts/" + "long/".repeat(40) + "2022-01-28-c.html", "C")
                .bytes();
        assertThat(read(archive)).containsExactly("2022-01-25-a", "2022-01-27-报纸", "2022-01-28-c");
    }

    @Test
    void aPostThatIsTooLargeIsRefusedAndTheNextIsRead() throws IOException {
        byte[] archive = new Archives()
                .zeros("2022-01-01-z.md", 1_500_000)
                .post("2022-01-25-a.md", "A")
                .bytes();
        assertThat(read(archive)).containsExactly("too-large", "2022-01-25-a");
    }

    @Test
    void ofTwoFilesWithOneNameTheSecondIsRefused() throws IOException {
        byte[] archive = new Archives()
                .post("a/2022-01-25-a.md", "A")
                .post("b/2022-01-25-a.md", "B")
                .bytes();
        assertThat(read(archive)).containsExactly("2022-01-25-a", "invalid");
    }

    @Test
    void filesOfOneNameInFoldersOfLanguagesAreArticlesOfTheirOwn() throws IOException {
        byte[] archive = new Archives()
                .post("_posts/2023-05-05-hello.md", "A")
                .post("_posts/en/2023-05-05-hello.md", "B")
                .post("_posts/zh/2023-05-05-hello.md", "C")
                .post("_posts/en/news/2023-05-05-hello.md", "D")
                .bytes();
        assertThat(read(archive))
                .containsExactly("2023-05-05-hello", "2023-05-05-hello.en", "2023-05-05-hello.zh", "invalid");
    }

    @Test
    void aFileTooLargeToPassEndsTheImportAtItsHeader() throws IOException {
        byte[] archive = new Archives()
                .post("2022-01-25-a.md", "A")
                .zeros("2022-01-26-b.md", 64L << 20)
                .bytes();
        long start = System.nanoTime();
        assertRefused(archive, Problem.Type.TOO_LARGE, 1);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void manyFilesToPassEndTheImportAtALimit() throws IOException {
        Archives archive = new Archives();
        for (int i = 0; i < 30; i++) {
            archive.zeros("photo" + i + ".jpg", 1 << 20);
        }
        assertRefused(archive.bytes(), Problem.Type.TOO_LARGE, 0);
    }

    @Test
    void aHeaderWithoutEndIsRefused() throws IOException {
        byte[] header = new byte[512];
        System.arraycopy("x".getBytes("UTF-8"), 0, header, 0, 1);
        System.arraycopy("00001000000\0".getBytes("UTF-8"), 0, header, 124, 12); // 2 MB of long name
        header[156] = 'L';
        System.arraycopy("ustar\00000".getBytes("UTF-8"), 0, header, 257, 8);
        Arrays.fill(header, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xFF;
        }
        System.arraycopy(String.format("%06o\0 ", sum).getBytes("UTF-8"), 0, header, 148, 8);
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(tar)) {
            gzip.write(header);
            byte[] name = new byte[1 << 20];
            Arrays.fill(name, (byte) 'n');
            gzip.write(name);
            gzip.write(name);
        }
        assertRefused(tar.toByteArray(), Problem.Type.TOO_LARGE, 0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0, 0.001, 0.1, 0.5, 0.9, 0.999})
    void anArchiveThatWasCutOffIsRefused(double part) throws IOException {
        Archives archive = new Archives();
        for (int i = 10; i < 20; i++) {
            archive.file("2022-01-" + i + "-a.md", "---\ntitle: a\n---\n" + Archives.noise(3000, i));
        }
        byte[] whole = archive.bytes();
        assertThat(read(whole)).hasSize(10);
        assertRefused(Arrays.copyOf(whole, (int) (whole.length * part)), Problem.Type.MALFORMED, -1);
    }

    @Test
    void aTarThatWasCutOffBeforeItWasCompressedIsRefused() throws IOException {
        byte[] whole = new Archives().post("2022-01-25-a.md", "A").bytes();
        byte[] tar = new java.util.zip.GZIPInputStream(new ByteArrayInputStream(whole)).readAllBytes();
        for (int length : new int[] {100, 512, 600, 1024}) {
            ByteArrayOutputStream cut = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(cut)) {
                gzip.write(tar, 0, length);
            }
            if (length < 1024) {
                assertRefused(cut.toByteArray(), Problem.Type.MALFORMED, -1);
            }
        }
    }

    @Test
    void aChangedByteIsNoticed() throws IOException {
        byte[] archive = new Archives()
                .file("2022-01-25-a.md", "---\ntitle: a\n---\n" + Archives.noise(3000, 1))
                .bytes();
        archive[archive.length / 2] ^= 0x10;
        assertRefused(archive, Problem.Type.MALFORMED, -1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no archive at all", "PK\u0003\u0004 a zip", "{\"title\": \"json\"}"})
    void whatIsNoArchiveIsRefused(String text) throws IOException {
        assertRefused(text.getBytes("UTF-8"), Problem.Type.MALFORMED, 0);
    }

    /** @param before how many posts are read before; negative if it does not matter */
    private static void assertRefused(byte[] archive, Problem.Type type, int before) {
        List<String> read = new ArrayList<>();
        assertThatThrownBy(() -> read(archive, read))
                .isInstanceOfSatisfying(
                        Refused.class, e -> assertThat(e.problem().type()).isEqualTo(type));
        if (before >= 0) {
            assertThat(read).hasSize(before);
        }
    }

    private static List<String> read(byte[] archive) throws IOException {
        List<String> read = new ArrayList<>();
        read(archive, read);
        return read;
    }

    private static void read(byte[] archive, List<String> into) throws IOException {
        try (TarGz entries = new TarGz(new ByteArrayInputStream(archive), 1 << 20, SETTINGS)) {
            for (ImportEntry entry = entries.next(); entry != null; entry = entries.next()) {
                into.add(
                        switch (entry) {
                            case ImportEntry.Article article ->
                                java.util.Objects.requireNonNull(
                                                article.upload().file())
                                        .id();
                            case ImportEntry.Bad bad -> bad.problem().type().slug();
                        });
            }
        }
    }
}
