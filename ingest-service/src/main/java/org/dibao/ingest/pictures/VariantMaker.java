package org.dibao.ingest.pictures;

import static java.util.Objects.requireNonNull;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dibao.blobs.Blob;
import org.dibao.blobs.Blobs;
import org.dibao.blobs.Incoming;
import org.dibao.contract.file.Crop;
import org.dibao.contract.file.FileContent;
import org.dibao.contract.file.Focus;
import org.dibao.contract.file.Variant;
import org.dibao.ingest.pictures.PictureDecoder.Undecodable;
import org.dibao.ingest.pictures.PictureReader.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the variants of one picture after the other, the widest first, each from the one before. What is there is not made again. Where
 * a variant would be no good, because the picture cannot be decoded, moves or is shorter as it is, nothing at all is kept under
 * its name: the picture itself is sent instead.
 */
final class VariantMaker {
    private static final Logger log = LoggerFactory.getLogger(VariantMaker.class);
    private static final byte[] NONE = {};

    private final Blobs blobs;
    private final VariantSettings limits;
    private final PictureDecoder decoder;
    private final PictureEncoder encoder;

    VariantMaker(Blobs blobs, VariantSettings limits) {
        this.blobs = blobs;
        this.limits = limits;
        this.decoder = new PictureDecoder(limits);
        this.encoder = new PictureEncoder(limits.quality());
    }

    /**
     * @param focus around which the preview is cut out; absent if none is wanted
     * @throws IOException if the blobs cannot be read or written; what is missing can be made later
     */
    void make(String hash, @Nullable Focus focus) throws IOException {
        try (Blob blob = blobs.open(hash).orElse(null)) {
            if (blob != null) {
                make(hash, focus, blob);
            }
        } catch (PictureReader.Broken | ArithmeticException e) {
            log.debug("{} is no picture", hash, e); // nothing names variants of it
        }
    }

    private void make(String hash, @Nullable Focus focus, Blob blob) throws IOException, PictureReader.Broken {
        PictureFormat format = PictureFormat.of(blob.bytes(PictureFormat.HEAD));
        Header header = format == null ? null : PictureReader.read(format, blob);
        if (format == null || header == null) {
            return;
        }
        FileContent picture = new FileContent(
                hash,
                blob.length(),
                format.type(),
                Math.toIntExact(header.width()),
                Math.toIntExact(header.height()),
                focus);
        List<Variant> wanted = new ArrayList<>(Variant.of(picture));
        if (focus != null) {
            Variant.preview(picture).ifPresent(wanted::add);
        }
        List<Variant> missing = missing(hash, wanted);
        if (!missing.isEmpty()) {
            make(picture, format, header, blob, missing);
        }
    }

    private List<Variant> missing(String hash, List<Variant> wanted) throws IOException {
        List<Variant> missing = new ArrayList<>();
        for (Variant variant : wanted) {
            try (Blob there = blobs.derived(hash, variant.name()).orElse(null)) {
                if (there == null) {
                    missing.add(variant);
                }
            }
        }
        return missing;
    }

    private void make(FileContent picture, PictureFormat format, Header header, Blob blob, List<Variant> missing)
            throws IOException {
        try {
            check(header, blob.length());
            Upright whole = new Upright(
                    decoder.decode(format, blob.bytes(Math.toIntExact(blob.length()))), header.orientation());
            copies(picture, whole, missing);
            for (Variant preview :
                    missing.stream().filter(it -> it.focus() != null).toList()) {
                preview(picture, whole, preview);
            }
        } catch (Undecodable | OutOfMemoryError | LinkageError e) {
            log.info("no smaller copies are made of the picture {}: {}", picture.hash(), e.getMessage());
            for (Variant variant : missing) {
                keep(picture.hash(), variant, NONE);
            }
        }
    }

    private void check(Header header, long length) throws Undecodable {
        if (header.moves()) {
            throw new Undecodable("it is an animation");
        }
        if (header.width() * header.height() > limits.maxPixels()
                || length > limits.maxSize().toBytes()) {
            throw new Undecodable("it has " + header.width() + " × " + header.height() + " pixels and " + length
                    + " bytes (dibao.ingest.variants.max-pixels, max-size)");
        }
    }

    private void copies(FileContent picture, Upright whole, List<Variant> missing) throws IOException {
        List<Variant> widestFirst = missing.stream()
                .filter(it -> it.focus() == null)
                .sorted(Comparator.comparingInt(Variant::width).reversed())
                .toList();
        @Nullable BufferedImage last = null;
        for (Variant variant : widestFirst) {
            int width = variant.widthOf(picture);
            if (width > whole.width()) { // it would only be blurred
                keep(picture.hash(), variant, NONE);
                continue;
            }
            int height = height(picture, width);
            if (last == null) {
                last = whole.scaled(width, height);
            } else if (last.getWidth() > width) {
                last = Scaling.scaled(last, width, height);
            }
            byte[] bytes = encoded(picture.hash(), last, variant);
            keep(picture.hash(), variant, bytes.length < picture.length() ? bytes : NONE);
        }
    }

    private void preview(FileContent picture, Upright whole, Variant variant) throws IOException {
        Crop crop = Variant.crop(picture).orElseThrow();
        int width = Math.toIntExact(
                Math.round((double) requireNonNull(picture.width()) * crop.shownWidth() / crop.width()));
        if (width > whole.width()) {
            keep(picture.hash(), variant, NONE);
            return;
        }
        double scale = (double) crop.shownWidth() / crop.width();
        BufferedImage cut = Scaling.cut(
                whole.scaled(width, height(picture, width)),
                (int) Math.round(crop.x() * scale),
                (int) Math.round(crop.y() * scale),
                crop.shownWidth(),
                crop.shownHeight());
        keep(picture.hash(), variant, encoded(picture.hash(), cut, variant));
    }

    /** Of a copy of this width. */
    private static int height(FileContent picture, int width) {
        return Math.max(
                1,
                Math.toIntExact(Math.round(
                        (double) requireNonNull(picture.height()) * width / requireNonNull(picture.width()))));
    }

    /** Nothing where there is no encoder, as where the native library of WebP does not run. */
    private byte[] encoded(String hash, BufferedImage picture, Variant variant) {
        try {
            return encoder.encode(picture, variant.format());
        } catch (IOException | RuntimeException | LinkageError e) {
            log.warn("the picture {} could not be encoded as {}", hash, variant.name(), e);
            return NONE;
        }
    }

    private void keep(String hash, Variant variant, byte[] bytes) throws IOException {
        try (Incoming incoming = blobs.receive()) {
            incoming.write(bytes, 0, bytes.length);
            incoming.keepDerived(hash, variant.name());
        }
    }
}
