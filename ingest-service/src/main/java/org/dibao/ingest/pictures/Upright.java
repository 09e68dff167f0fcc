package org.dibao.ingest.pictures;

import java.awt.image.BufferedImage;

/**
 * A decoded picture, which is turned only once it has been made smaller.
 *
 * @param orientation Exif's, 1 to 8
 */
record Upright(BufferedImage decoded, int orientation) {
    /** As it is shown, in pixels. */
    int width() {
        return Scaling.isSideways(orientation) ? decoded.getHeight() : decoded.getWidth();
    }

    /** As it is shown, with this size. */
    BufferedImage scaled(int width, int height) {
        BufferedImage scaled = Scaling.isSideways(orientation)
                ? Scaling.scaled(decoded, height, width)
                : Scaling.scaled(decoded, width, height);
        return Scaling.turned(scaled, orientation);
    }
}
