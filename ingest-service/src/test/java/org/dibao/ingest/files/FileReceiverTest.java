package org.dibao.ingest.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.dibao.blobs.BlobFolder;
import org.dibao.contract.event.Problem;
import org.dibao.contract.file.FileContent;
import org.dibao.contract.file.FilePath;
import org.dibao.contract.file.Focus;
import org.dibao.ingest.fields.Refused;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

/** Files as they come, and what remains of those that are refused: nothing. */
class FileReceiverTest {
    /** 3 × 2 pixels. */
    private static final byte[] JPEG =
            hex("FFD8 FFC0 0011 08 0002 0003 03 012200 021101 031101 FFDA 0008 01 01 00 003F00 0102FF00 FFD9");

    private static final byte[] PNG = hex("89504E470D0A1A0A 0000000D 49484452 00000003 00000002 08 02 00 00 00 00000000"
            + " 00000001 49444154 00 00000000 00000000 49454E44 AE426082");

    @TempDir
    private Path folder;

    private @Nullable Problem noRoom;

    @ParameterizedTest
    @CsvSource({
        "a.jpg,image/jpeg",
        "a.JPEG,image/jpeg",
        "a.png,image/png",
        "a.gif,image/gif",
        "a.avif,image/avif",
        "lossy.webp,image/webp",
        "lossless.webp,image/webp",
        "extended.webp,image/webp"
    })
    void aPictureIsMeasured(String name, String type) {
        FileContent content = receive("/" + name, picture(name)).content();

        assertThat(content.type()).isEqualTo(type);
        assertThat(content.width() + "x" + content.height()).isEqualTo("3x2");
    }

    private static byte[] picture(String name) {
        return switch (name) {
            case "a.jpg", "a.JPEG" -> JPEG;
            case "a.png" -> PNG;
            case "a.gif" -> hex("474946383961 0300 0200 00 00 00 3B");
            case "lossy.webp" -> riff("56503820 0E000000 000000 9D012A 0300 0200 00000000");
            case "lossless.webp" -> riff("5650384C 05000000 2F 02400000");
            case "extended.webp" -> riff("56503858 0A000000 00 000000 020000 010000");
            default ->
                hex(
                        "00000018 66747970 61766966 00000000 61766966 6D696631 0000002C 6D657461 00000014 69737065 00000000 00000003 00000002");
        };
    }

    @Test
    void aPictureThatExifTurnsIsMeasuredAsItIsShown() {
        byte[] exif = hex("FFE1 0022 457869660000 4D4D 002A 00000008 0001 0112 0003 00000001 0006 0000 00000000");
        byte[] turned = ByteBuffer.allocate(JPEG.length + exif.length)
                .put(JPEG, 0, 2)
                .put(exif)
                .put(JPEG, 2, JPEG.length - 2)
                .array();

        FileContent content = receive("/a.jpg", turned).content();

        assertThat(content.width() + "x" + content.height()).isEqualTo("2x3");
    }

    @Test
    void everyPrefixOfAPictureIsBroken() throws IOException {
        for (byte[] picture : new byte[][] {JPEG, PNG}) {
            for (int length = 16; length < picture.length; length++) {
                byte[] cut = Arrays.copyOf(picture, length);
                String name = picture == JPEG ? "/a.jpg" : "/a.png";
                Refused refused = catchThrowableOfType(Refused.class, () -> receive(name, cut));

                assertThat(refused).as("%s of %d bytes", name, length).isNotNull();
                assertThat(refused.problem().type()).isEqualTo(Problem.Type.INVALID_FILE);
            }
        }
        assertThat(kept()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/a.jpg,text,first bytes", "/a.avif,text,first bytes", "/a.png,huge,pixels", "/a.png,flat,no width"})
    void whatContradictsItsNameIsRefused(String path, String bytes, String why) throws IOException {
        byte[] sent = switch (bytes) {
            case "huge" -> sized(50_000, 50_000);
            case "flat" -> sized(0, 5);
            default -> "text".getBytes(StandardCharsets.UTF_8);
        };

        Refused refused = catchThrowableOfType(Refused.class, () -> receive(path, sent));

        assertThat(refused.problem().type()).isEqualTo(Problem.Type.INVALID_FILE);
        assertThat(refused.problem().detail()).contains(why);
        assertThat(kept()).isEmpty();
    }

    @Test
    void whatIsTooLargeOrBreaksOffLeavesNothingBehind() throws IOException {
        Refused large = catchThrowableOfType(Refused.class, () -> receive("/a.bin", new byte[1001]));
        assertThat(large.problem().type()).isEqualTo(Problem.Type.TOO_LARGE);
        assertThat(receive("/a.bin", new byte[1000]).content().length()).isEqualTo(1000);
        InputStream broken = new InputStream() {
            private int left = 500;

            @Override
            public int read() throws IOException {
                if (left-- <= 0) {
                    throw new IOException("gone");
                }
                return 1;
            }
        };

        Refused ended =
                catchThrowableOfType(Refused.class, () -> receiver().receive(new FilePath("/b.bin"), null, broken));

        assertThat(ended.problem().type()).isEqualTo(Problem.Type.MALFORMED);
        assertThat(kept()).hasSize(1);
    }

    @Test
    void aNameWithoutAMeaningOrOfAnotherFormatLeavesItToTheBytes() {
        assertThat(receive("/a.png", JPEG).content().type()).isEqualTo("image/jpeg");
        assertThat(receive("/picture", PNG).content().type()).isEqualTo("image/png");
        assertThat(receive("/what", new byte[] {1}).content().type()).isEqualTo("application/octet-stream");
        assertThat(receive("/a/page.html", PNG).content().type()).isEqualTo("text/html; charset=utf-8");
    }

    @Test
    void whatHasNoPathGetsOneByWhatIsInIt() {
        FileReceiver.Received named = receiver().receiveUnplaced("ferry.png", null, new ByteArrayInputStream(PNG));
        FileReceiver.Received unnamed = receiver().receiveUnplaced(null, null, new ByteArrayInputStream(PNG));

        String hash = named.content().hash().substring(0, 16);
        assertThat(named.path()).hasToString("/media/" + hash + "/ferry.png");
        assertThat(unnamed.path()).hasToString("/media/" + hash + "/" + hash + ".png");
        assertThat(named.path().isOf(named.content())).isTrue();
    }

    @Test
    void nothingIsReceivedWhileADiskIsNearlyFull() throws IOException {
        noRoom = Problem.of(Problem.Type.DISK_FULL, "full");

        Refused refused = catchThrowableOfType(Refused.class, () -> receive("/ferry.png", PNG));
        assertThat(refused.problem()).isSameAs(noRoom);
        assertThat(kept()).isEmpty();
    }

    @Test
    void onlyAPictureHasAFocalPoint() {
        Focus focus = new Focus(30, 40);
        assertThat(receiver()
                        .receive(new FilePath("/a.png"), focus, new ByteArrayInputStream(PNG))
                        .content()
                        .focus())
                .isEqualTo(focus);
        Refused refused = catchThrowableOfType(
                Refused.class,
                () -> receiver().receive(new FilePath("/a.txt"), focus, new ByteArrayInputStream(new byte[] {1})));
        assertThat(refused.problem().field()).isEqualTo("focus");
    }

    private FileReceiver.Received receive(String path, byte[] bytes) {
        return receiver().receive(new FilePath(path), null, new ByteArrayInputStream(bytes));
    }

    private FileReceiver receiver() {
        return new FileReceiver(
                new BlobFolder(folder),
                new FileSettings(DataSize.ofBytes(1000), 100_000_000, 1, 1, false),
                () -> noRoom);
    }

    /** All files below the folder. */
    private java.util.List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (UncheckedIOException e) {
            throw new IOException(e);
        }
    }

    private static byte[] sized(int width, int height) {
        byte[] png = PNG.clone();
        ByteBuffer.wrap(png).putInt(16, width).putInt(20, height);
        return png;
    }

    private static byte[] riff(String chunk) {
        byte[] bytes = hex(chunk);
        return ByteBuffer.allocate(12 + bytes.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(4 + bytes.length)
                .put("WEBP".getBytes(StandardCharsets.US_ASCII))
                .put(bytes)
                .array();
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }
}
