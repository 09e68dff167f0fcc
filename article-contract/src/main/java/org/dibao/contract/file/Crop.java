package org.dibao.contract.file;

import java.util.Optional;

/**
 * The part of a picture that has the shape of the previews that other sites and chats show of a page (Open Graph): as much of it as
 * fits, around its focal point. In pixels of the picture as it is shown.
 */
public record Crop(int x, int y, int width, int height) {
    /** Of a preview, in pixels, at most. */
    public static final int MAX_WIDTH = 1200;

    private static final int MAX_HEIGHT = 630;
    /** What is narrower is shown small, whatever its shape. */
    private static final int MIN_WIDTH = 600;

    /** Empty if the picture is too small, or is such a preview already. */
    public static Optional<Crop> of(int width, int height, Focus focus) {
        int wide = (int) Math.min(width, Math.round((double) height * MAX_WIDTH / MAX_HEIGHT));
        int high = (int) Math.min(height, heightOf(wide));
        if (wide < MIN_WIDTH || wide == width && high == height && width <= MAX_WIDTH) {
            return Optional.empty();
        }
        return Optional.of(new Crop(from(focus.x(), width, wide), from(focus.y(), height, high), wide, high));
    }

    /** As near to the focal point's being in the middle as the picture allows. */
    private static int from(int percent, int whole, int part) {
        long middle = Math.round(percent / 100.0 * whole - part / 2.0);
        return (int) Math.clamp(middle, 0, whole - part);
    }

    /** Of the preview, in pixels: nothing is made larger. */
    public int shownWidth() {
        return Math.min(width, MAX_WIDTH);
    }

    /** Of the preview, in pixels. */
    public int shownHeight() {
        return (int) heightOf(shownWidth());
    }

    private static long heightOf(int width) {
        return Math.round((double) width * MAX_HEIGHT / MAX_WIDTH);
    }
}
