package org.dibao.acceptance.sample;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Pictures as a publisher has them. */
public final class Pictures {
    private Pictures() {}

    public static byte[] png(int width, int height, int colour) {
        return picture("png", width, height, colour);
    }

    public static byte[] jpeg(int width, int height, int colour) {
        return picture("jpg", width, height, colour);
    }

    /** A JPEG of many colours, of which smaller copies are shorter. */
    public static byte[] photograph(int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.setRGB(x, y, (x * 37 ^ y * 59) * 2_654_435 & 0xFFFFFF);
            }
        }
        return encoded(picture, "jpg");
    }

    /** A small PNG that says that it is huge. */
    public static byte[] hugePng(int side) {
        byte[] png = png(1, 1, 0);
        ByteBuffer.wrap(png).putInt(16, side).putInt(20, side);
        CRC32 sum = new CRC32();
        sum.update(png, 12, 17);
        ByteBuffer.wrap(png).putInt(29, (int) sum.getValue());
        return png;
    }

    private static byte[] picture(String format, int width, int height, int colour) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(new Color(colour));
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(Color.WHITE);
        graphics.drawOval(0, 0, width / 2, height / 2);
        graphics.dispose();
        return encoded(picture, format);
    }

    private static byte[] encoded(BufferedImage picture, String format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, format, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
