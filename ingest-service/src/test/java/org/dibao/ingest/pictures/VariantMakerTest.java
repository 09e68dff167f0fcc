package org.dibao.ingest.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.dibao.blobs.Blob;
import org.dibao.blobs.BlobFolder;
import org.dibao.blobs.Blobs;
import org.dibao.blobs.Incoming;
import org.dibao.contract.file.Focus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

/** Narrower copies of pictures, as they are found in the blobs afterwards. */
class VariantMakerTest {
    private static final VariantSettings LIMITS = new VariantSettings(
            DataSize.ofMegabytes(1), 4_000_000, 2_000_000, Duration.ofSeconds(30), 80, 10, Duration.ZERO);

    @TempDir
    private Path folder;

    @Test
    void aPhotographHasAllThatAreNarrowerInWebpAndInItsOwnFormat() throws Exception {
        String hash = made(encoded(drawing(1000, 500, false), "jpeg"), LIMITS);

        for (String format : new String[] {"webp", "jpg"}) {
            assertThat(size(hash, "320." + format)).isEqualTo("320x160");
            assertThat(size(hash, "640." + format)).isEqualTo("640x320");
            assertThat(size(hash, "960." + format)).isEqualTo("960x480");
        }
        assertThat(size(hash, "1280.webp")).as("as wide as the picture").isEqualTo("1000x500");
        assertThat(derived(hash, "1280.jpg")).as("the picture itself is this").isNull();
        assertThat(derived(hash, "1920.webp")).isNull();
    }

    @ParameterizedTest
    @CsvSource({"1,left", "2,right", "3,right", "4,left", "5,top", "6,top", "7,bottom", "8,bottom"})
    void aPhotographIsTurnedAsItsCameraSaid(int orientation, String green) throws Exception {
        byte[] jpeg = withOrientation(encoded(twoColours(800, 400), "jpeg"), orientation);

        String hash = made(jpeg, LIMITS);

        BufferedImage small = picture(hash, "320.jpg");
        int w = small.getWidth();
        int h = small.getHeight();
        assertThat(w > h).isEqualTo(orientation < 5);
        int[] at = switch (green) {
            case "left" -> new int[] {w / 10, h / 2};
            case "right" -> new int[] {w - w / 10, h / 2};
            case "top" -> new int[] {w / 2, h / 10};
            default -> new int[] {w / 2, h - h / 10};
        };
        Color there = new Color(small.getRGB(at[0], at[1]));
        Color opposite = new Color(small.getRGB(w - 1 - at[0], h - 1 - at[1]));
        assertThat(there.getGreen()).isGreaterThan(150);
        assertThat(opposite.getGreen()).isLessThan(100);
    }

    @ParameterizedTest
    @CsvSource({"1,0,50", "1,100,50", "6,50,0", "6,50,100"})
    void aPreviewHasItsShapeAroundTheFocalPoint(int orientation, int x, int y) throws Exception {
        // Green is the first quarter, on the left or, turned by 6, on top; blue is the last.
        BufferedImage picture = orientation == 1 ? twoColours(1600, 400) : twoColours(1600, 800);
        String hash = keep(withOrientation(encoded(picture, "jpeg"), orientation));

        new VariantMaker(blobs(), LIMITS).make(hash, new Focus(x, y));

        String name = "preview-" + x + "-" + y + ".jpg";
        assertThat(size(hash, name)).isEqualTo(orientation == 1 ? "762x400" : "800x420");
        BufferedImage preview = picture(hash, name);
        boolean first = x == 0 || y == 0;
        Color end = new Color(preview.getRGB(first ? 5 : preview.getWidth() - 5, first ? 5 : preview.getHeight() - 5));
        assertThat(end.getGreen() > 150).isEqualTo(first);
        assertThat(end.getBlue() > 150).isEqualTo(!first);
    }

    @Test
    void whatIsTransparentInAPreviewIsWhite() throws Exception {
        String hash = keep(encoded(drawing(1400, 1000, true), "png"));

        new VariantMaker(blobs(), LIMITS).make(hash, Focus.CENTRE);

        assertThat(size(hash, "preview-50-50.jpg")).isEqualTo("1200x630");
        assertThat(new Color(picture(hash, "preview-50-50.jpg").getRGB(1, 1)).getBlue())
                .isGreaterThan(240);
    }

    @Test
    void whatIsTransparentStaysSo() throws Exception {
        String hash = made(encoded(drawing(700, 400, true), "png"), LIMITS);

        for (String name : new String[] {"320.webp", "640.webp", "320.png"}) {
            BufferedImage small = picture(hash, name);
            assertThat(new Color(small.getRGB(1, 1), true).getAlpha()).as(name).isZero();
            assertThat(new Color(small.getRGB(small.getWidth() / 2, small.getHeight() / 2), true).getAlpha())
                    .isEqualTo(255);
        }
    }

    @Test
    void aWebpAndAStillGifAreReadToo() throws Exception {
        String webp = made(encoded(drawing(700, 400, false), "webp"), LIMITS);
        String gif = made(encoded(drawing(700, 400, false), "gif"), LIMITS);

        assertThat(size(webp, "320.webp")).isEqualTo("320x183");
        assertThat(size(gif, "640.webp")).isEqualTo("640x366");
    }

    @Test
    void ofWhatMovesOrIsBrokenOrTooLargeThereAreNone() throws Exception {
        byte[] jpeg = encoded(drawing(1000, 500, false), "jpeg");
        byte[] broken = encoded(drawing(1000, 500, false), "png");
        Arrays.fill(broken, 200, 400, (byte) 0xFE);
        VariantSettings small =
                new VariantSettings(DataSize.ofMegabytes(1), 499_999, 100, Duration.ofSeconds(1), 80, 1, Duration.ZERO);
        VariantSettings soon =
                new VariantSettings(DataSize.ofMegabytes(1), 1_000_000, 1_000_000, Duration.ZERO, 80, 1, Duration.ZERO);

        assertThat(derived(made(animation(), LIMITS), "320.webp")).isEmpty();
        assertThat(derived(made(broken, LIMITS), "320.webp")).isEmpty();
        assertThat(derived(made(jpeg, small), "320.webp")).isEmpty();
        assertThat(derived(made(encoded(drawing(1000, 501, false), "jpeg"), soon), "320.webp"))
                .isEmpty();
    }

    @Test
    void ofALargePictureOnlyAPartOfThePixelsIsInMemory() throws Exception {
        VariantSettings tight = new VariantSettings(
                DataSize.ofMegabytes(1), 4_000_000, 300_000, Duration.ofSeconds(30), 80, 1, Duration.ZERO);

        String hash = made(encoded(drawing(2000, 1000, false), "jpeg"), tight);

        assertThat(size(hash, "640.webp")).isEqualTo("640x320");
        assertThat(derived(hash, "960.webp")).as("wider than what was read").isEmpty();
    }

    @Test
    void whatIsThereIsNotMadeAgainAndWhatIsMissingIs() throws Exception {
        byte[] jpeg = encoded(drawing(700, 300, false), "jpeg");
        String hash = keep(jpeg);
        try (Incoming mine = blobs().receive()) {
            mine.write(new byte[] {1, 2, 3}, 0, 3);
            mine.keepDerived(hash, "320.webp");
        }

        new VariantMaker(blobs(), LIMITS).make(hash, null);

        assertThat(derived(hash, "320.webp")).containsExactly(1, 2, 3);
        assertThat(size(hash, "640.webp")).isEqualTo("640x274");
    }

    @Test
    void whatIsNoPictureOrIsNotThereIsLeftAlone() throws Exception {
        new VariantMaker(blobs(), LIMITS).make("0".repeat(64), null);
        String text = made("no picture".getBytes(java.nio.charset.StandardCharsets.UTF_8), LIMITS);

        assertThat(derived(text, "320.webp")).isNull();
    }

    private Blobs blobs() {
        return new BlobFolder(folder);
    }

    private String made(byte[] picture, VariantSettings limits) throws IOException {
        String hash = keep(picture);
        new VariantMaker(blobs(), limits).make(hash, null);
        return hash;
    }

    private String keep(byte[] bytes) throws IOException {
        try (Incoming incoming = blobs().receive()) {
            incoming.write(bytes, 0, bytes.length);
            return incoming.keep();
        }
    }

    /** Null if it was not made; empty if there is to be none. */
    private byte[] derived(String hash, String name) throws IOException {
        try (Blob blob = blobs().derived(hash, name).orElse(null)) {
            if (blob == null) {
                return null;
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) blob.length());
            while (bytes.hasRemaining() && blob.read(bytes, bytes.position()) >= 0) {
                // goes on
            }
            return bytes.array();
        }
    }

    private BufferedImage picture(String hash, String name) throws IOException {
        byte[] bytes = Objects.requireNonNull(derived(hash, name), name);
        return Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(bytes)), name);
    }

    private String size(String hash, String name) throws IOException {
        BufferedImage picture = picture(hash, name);
        return picture.getWidth() + "x" + picture.getHeight();
    }

    /** Something in the middle of nothing, or of white; of many colours, so that smaller copies are shorter. */
    private static BufferedImage drawing(int width, int height, boolean transparent) {
        BufferedImage drawing = new BufferedImage(
                width, height, transparent ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = drawing.createGraphics();
        for (int i = 0; i < 400; i++) {
            graphics.setPaint(new GradientPaint(i, 0, new Color(i * 631 % 0xFFFFFF), 0, i, new Color(i * 7919)));
            graphics.fillOval(width / 8 + i * 37 % (width / 2), height / 8 + i * 53 % (height / 2), 60, 40);
        }
        graphics.setColor(Color.RED);
        graphics.fillRect(width / 3, height / 3, width / 3, height / 3);
        graphics.dispose();
        return drawing;
    }

    /** Green on the left. */
    private static BufferedImage twoColours(int width, int height) {
        BufferedImage picture = drawing(width, height, false);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(Color.GREEN);
        graphics.fillRect(0, 0, width / 4, height);
        graphics.setColor(Color.BLUE);
        graphics.fillRect(width - width / 4, 0, width / 4, height);
        graphics.dispose();
        return picture;
    }

    private static byte[] encoded(BufferedImage picture, String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(ImageIO.write(picture, format, bytes)).as(format).isTrue();
        return bytes.toByteArray();
    }

    private static byte[] animation() throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (int i = 0; i < 2; i++) {
                writer.writeToSequence(new IIOImage(drawing(400, 300, false), null, null), null);
            }
            writer.endWriteSequence();
        }
        writer.dispose();
        return bytes.toByteArray();
    }

    private static byte[] withOrientation(byte[] jpeg, int orientation) throws IOException {
        byte[] exif = HexFormat.of()
                .parseHex("FFE10022" + "457869660000" + "4D4D002A00000008" + "0001" + "0112000300000001"
                        + HexFormat.of().toHexDigits((short) orientation) + "0000" + "00000000");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(jpeg, 0, 2);
        bytes.write(exif);
        bytes.write(jpeg, 2, jpeg.length - 2);
        return bytes.toByteArray();
    }
}
