package org.dibao.ingest.pictures;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * Decodes pictures. What a picture would take is known before it is decoded, by its headers and once more by the decoder, which need not
 * agree with them; and decoding ends in time.
 */
final class PictureDecoder {
    private final VariantSettings limits;

    PictureDecoder(VariantSettings limits) {
        this.limits = limits;
    }

    /** The picture is not to be decoded, or cannot be. */
    static final class Undecodable extends Exception {
        private static final long serialVersionUID = 1;

        Undecodable(String why) {
            super(why);
        }

        Undecodable(Throwable cause) {
            super(String.valueOf(cause.getMessage()), cause);
        }
    }

    /**
     * The picture as it is stored: not yet turned. A large one comes in a fraction of its width and height.
     *
     * @throws Undecodable with the reason, as a clause
     */
    BufferedImage decode(PictureFormat format, byte[] picture) throws Undecodable {
        ImageReader reader = reader(format);
        try (ImageInputStream in =
                new TimedBytes(picture, System.nanoTime() + limits.maxTime().toNanos())) {
            reader.setInput(in, false, true); // without its texts, which may be compressed
            if (format == PictureFormat.GIF && reader.getNumImages(true) > 1) {
                throw new Undecodable("it is an animation");
            }
            return reader.read(0, param(format, reader));
        } catch (IOException | RuntimeException e) { // decoders throw anything at what is broken
            throw new Undecodable(e);
        } finally {
            reader.dispose();
        }
    }

    private static ImageReader reader(PictureFormat format) throws Undecodable {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(format.type());
        if (!readers.hasNext()) {
            throw new Undecodable("there is no decoder for " + format);
        }
        return readers.next();
    }

    private ImageReadParam param(PictureFormat format, ImageReader reader) throws Undecodable, IOException {
        long pixels = Math.multiplyFull(reader.getWidth(0), reader.getHeight(0));
        if (pixels > limits.maxPixels()) {
            throw new Undecodable("it has " + pixels + " pixels; at most " + limits.maxPixels()
                    + " are decoded (dibao.ingest.variants.max-pixels)");
        }
        ImageReadParam param = reader.getDefaultReadParam();
        int step = 1;
        while (pixels / ((long) step * step) > limits.maxDecoded()) {
            step++;
        }
        if (step > 1 && format == PictureFormat.WEBP) { // its decoder would hold all of it
            throw new Undecodable("it has " + pixels + " pixels; at most " + limits.maxDecoded()
                    + " of a WebP are decoded (dibao.ingest.variants.max-decoded)");
        }
        param.setSourceSubsampling(step, step, 0, 0);
        return param;
    }

    /** Bytes that end when the time is over: every decoder asks for them. */
    private static final class TimedBytes extends ImageInputStreamImpl {
        private final byte[] bytes;
        private final long end;

        TimedBytes(byte[] bytes, long end) {
            this.bytes = bytes;
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            bitOffset = 0;
            checkTime();
            return streamPos < bytes.length ? bytes[(int) streamPos++] & 0xFF : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            bitOffset = 0;
            checkTime();
            int count = (int) Math.min(length, bytes.length - streamPos);
            if (count <= 0) {
                return length == 0 ? 0 : -1;
            }
            System.arraycopy(bytes, (int) streamPos, into, offset, count);
            streamPos += count;
            return count;
        }

        @Override
        public long length() {
            return bytes.length;
        }

        private void checkTime() throws IOException {
            if (System.nanoTime() - end > 0) {
                throw new IOException("decoding it takes too long (dibao.ingest.variants.max-time)");
            }
        }
    }
}
