package org.dibao.ingest.pictures;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;

/** Makes pictures smaller and turns them. Results are in sRGB, with transparency only if the picture has it. */
final class Scaling {
    private Scaling() {}

    /** Halves the picture until the last step is less than a half: each pixel then counts. */
    static BufferedImage scaled(BufferedImage picture, int width, int height) {
        BufferedImage now = picture;
        do {
            int nextWidth = Math.max(width, (now.getWidth() + 1) / 2);
            int nextHeight = Math.max(height, (now.getHeight() + 1) / 2);
            BufferedImage next = blank(picture, nextWidth, nextHeight);
            Graphics2D graphics = next.createGraphics();
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.drawImage(now, 0, 0, nextWidth, nextHeight, null);
            graphics.dispose();
            now = next;
        } while (now.getWidth() > width || now.getHeight() > height);
        return now;
    }

    /**
     * As it is to be shown.
     *
     * @param orientation Exif's, 1 to 8
     */
    static BufferedImage turned(BufferedImage picture, int orientation) {
        if (orientation == 1) {
            return picture;
        }
        int w = picture.getWidth();
        int h = picture.getHeight();
        AffineTransform turn = switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, w, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, w, h);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, h);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, h, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, h, w);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, w);
            default -> throw new IllegalArgumentException("an orientation is 1 to 8");
        };
        BufferedImage turned = isSideways(orientation) ? blank(picture, h, w) : blank(picture, w, h);
        Graphics2D graphics = turned.createGraphics();
        graphics.drawImage(picture, turn, null);
        graphics.dispose();
        return turned;
    }

    /** A part of a picture, as far as it reaches; on white where it lets something through. */
    static BufferedImage cut(BufferedImage picture, int x, int y, int width, int height) {
        BufferedImage part = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = part.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.drawImage(
                picture,
                -Math.clamp(x, 0, Math.max(0, picture.getWidth() - width)),
                -Math.clamp(y, 0, Math.max(0, picture.getHeight() - height)),
                null);
        graphics.dispose();
        return part;
    }

    /** Whether the picture's left or right side is on top. */
    static boolean isSideways(int orientation) {
        return orientation >= 5;
    }

    private static BufferedImage blank(BufferedImage like, int width, int height) {
        return new BufferedImage(
                width,
                height,
                like.getColorModel().hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
    }
}
