package org.dibao.ingest.pictures;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dibao.blobs.Blob;
import org.dibao.blobs.Blobs;
import org.dibao.blobs.Incoming;
import org.dibao.contract.file.FileContent;
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

    /** @throws IOException if the blobs cannot be read or written; what is missing can be made later */
    void make(String hash) throws IOException {
        try (Blob blob = blobs.open(hash).orElse(null)) {
            if (blob != null) {
                make(hash, blob);
            }
        } catch (PictureReader.Broken | ArithmeticException e) {
            log.debug("{} is no picture", hash, e); // nothing names variants of it
        }
    }

    private void make(String hash, Blob blob) throws IOException, PictureReader.Broken {
        PictureFormat format = PictureFormat.of(blob.bytes(PictureFormat.HEAD));
        Header header = format == null ? null : PictureReader.read(format, blob);
        if (format == null || header == null) {
            return;
        }
        List<Variant> missing = missing(new FileContent(
                hash, blob.length(), format.type(), Math.toIntExact(header.width()), Math.toIntExact(header.height())));
        if (!missing.isEmpty()) {
            make(hash, format, header, blob, missing);
        }
    }

    private List<Variant> missing(FileContent picture) throws IOException {
        List<Variant> missing = new ArrayList<>();
        for (Variant variant : Variant.of(picture)) {
            try (Blob there = blobs.derived(picture.hash(), variant.name()).orElse(null)) {
                if (there == null) {
                    missing.add(variant);
                }
            }
        }
        return missing;
    }

    private void make(String hash, PictureFormat format, Header header, Blob blob, List<Variant> missing)
            throws IOException {
        try {
            check(header, blob.length());
            BufferedImage whole = decoder.decode(format, blob.bytes(Math.toIntExact(blob.length())));
            make(hash, header, blob.length(), whole, missing);
        } catch (Undecodable | OutOfMemoryError | LinkageError e) {
            log.info("no smaller copies are made of the picture {}: {}", hash, e.getMessage());
            for (Variant variant : missing) {
                keep(hash, variant, NONE);
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

    /** @param length of the picture's file, in bytes */
    private void make(String hash, Header header, long length, BufferedImage whole, List<Variant> missing)
            throws IOException {
        boolean sideways = Scaling.isSideways(header.orientation());
        int decoded = sideways ? whole.getHeight() : whole.getWidth();
        List<Variant> widestFirst = missing.stream()
                .sorted(Comparator.comparingInt(Variant::width).reversed())
                .toList();
        @Nullable BufferedImage last = null;
        for (Variant variant : widestFirst) {
            int width = (int) Math.min(variant.width(), header.width());
            int height = Math.max(1, Math.toIntExact(Math.round((double) header.height() * width / header.width())));
            if (width > decoded) { // it would only be blurred
                keep(hash, variant, NONE);
                continue;
            }
            if (last == null) {
                BufferedImage scaled =
                        sideways ? Scaling.scaled(whole, height, width) : Scaling.scaled(whole, width, height);
                last = Scaling.turned(scaled, header.orientation());
            } else if (last.getWidth() > width) {
                last = Scaling.scaled(last, width, height);
            }
            byte[] bytes = encoded(hash, last, variant);
            keep(hash, variant, bytes.length < length ? bytes : NONE);
        }
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
