package org.dibao.ingest.pictures;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.dibao.contract.file.Variant;

/** Encodes pictures for the web. */
final class PictureEncoder {
    private static final float PERCENT = 100f;

    private final float quality;

    /** @param quality from 1 to 100 */
    PictureEncoder(int quality) {
        this.quality = quality / PERCENT;
    }

    byte[] encode(BufferedImage picture, Variant.Format format) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByMIMEType(format.type()).next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), param(writer, format));
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private ImageWriteParam param(ImageWriter writer, Variant.Format format) {
        ImageWriteParam param = writer.getDefaultWriteParam();
        if (format != Variant.Format.PNG) {
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionType(param.getCompressionTypes()[0]); // the lossy one
            param.setCompressionQuality(quality);
        }
        if (format == Variant.Format.JPEG) {
            param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        }
        return param;
    }
}
