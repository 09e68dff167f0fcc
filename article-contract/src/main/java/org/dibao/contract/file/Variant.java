package org.dibao.contract.file;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A copy of one of the site's pictures for a narrower screen. Which ones there are follows from the picture alone, and the address of each from the
 * picture's path and hash: so a page can name them before they are made. Until then, and where none can be made, the address has the
 * picture itself.
 *
 * @param width in pixels, at most: no copy is wider than its picture. One of {@link #WIDTHS}
 */
public record Variant(int width, Format format) {
    /** In pixels. */
    public static final List<Integer> WIDTHS = List.of(320, 640, 960, 1280, 1920);

    /** In pixels: WebP has no more. */
    private static final int MAX_HEIGHT = 16_383;

    private static final Pattern NAME = Pattern.compile("(320|640|960|1280|1920)\\.(webp|jpg|png)");
    private static final Pattern ADDRESS = Pattern.compile(
            FilePath.MEDIA + "(320|640|960|1280|1920)/([0-9a-f]{" + FilePath.SHORT_HASH + "})(/.+)\\.(webp|jpg|png)");

    /** Those that are made. */
    public enum Format {
        WEBP("webp", "image/webp"),
        JPEG("jpg", "image/jpeg"),
        PNG("png", "image/png");

        private final String extension;
        private final String type;

        Format(String extension, String type) {
            this.extension = extension;
            this.type = type;
        }

        /** The media type. */
        public String type() {
            return type;
        }

        private static Format named(String extension) {
            for (Format format : values()) {
                if (format.extension.equals(extension)) {
                    return format;
                }
            }
            throw new IllegalArgumentException("no format of variants: " + extension);
        }
    }

    /**
     * What an address of a variant names.
     *
     * @param of        where the picture is
     * @param shortHash the beginning of the picture's hash; if the picture has another one now, the variant is of an earlier revision
     */
    public record Address(Variant variant, FilePath of, String shortHash) {
        /** Whether the variant is one of this picture. */
        public boolean isOf(FileContent picture) {
            return picture.hash().startsWith(shortHash) && Variant.of(picture).contains(variant);
        }
    }

    /** All of a picture, by format and width; none if the file is no picture that this is for. */
    public static List<Variant> of(FileContent file) {
        Integer width = file.width();
        Integer height = file.height();
        if (width == null || height == null) {
            return List.of();
        }
        List<Variant> variants = new ArrayList<>();
        for (Format format : formats(file.type())) {
            boolean converted = !format.type().equals(file.type());
            int below = 0;
            for (int most : WIDTHS) {
                // The first that is as wide as the picture is worth having in another format only.
                boolean wanted = most < width || converted && below > 0 && below < width;
                if (wanted && (long) height * Math.min(most, width) / width <= MAX_HEIGHT) {
                    variants.add(new Variant(most, format));
                }
                below = most;
            }
        }
        return variants;
    }

    /**
     * How wide it is.
     *
     * @param picture one that has a width
     */
    public int widthOf(FileContent picture) {
        return Math.min(width, requireNonNull(picture.width(), "width"));
    }

    /** WebP, and the picture's own if it is another one and stills are usual in it. */
    private static List<Format> formats(String type) {
        return switch (type) {
            case "image/jpeg" -> List.of(Format.WEBP, Format.JPEG);
            case "image/png" -> List.of(Format.WEBP, Format.PNG);
            case "image/gif", "image/webp" -> List.of(Format.WEBP);
            default -> List.of();
        };
    }

    /** The variant with this {@link #name}. */
    public static Optional<Variant> named(String name) {
        Matcher parts = NAME.matcher(name);
        return parts.matches()
                ? Optional.of(new Variant(Integer.parseInt(parts.group(1)), Format.named(parts.group(2))))
                : Optional.empty();
    }

    /** Tells it from the picture's others: {@code 640.webp}. */
    public String name() {
        return width + "." + format.extension;
    }

    /** Its address, percent-encoded and without a comma, as lists of candidates have it. */
    public String address(FilePath of, FileContent picture) {
        String encoded = of.encoded().replace(",", "%2C");
        return FilePath.MEDIA + width + "/" + picture.hash().substring(0, FilePath.SHORT_HASH) + encoded + "."
                + format.extension;
    }

    /** @param path decoded */
    public static Optional<Address> at(String path) {
        Matcher parts = ADDRESS.matcher(path);
        return parts.matches()
                ? FilePath.of(parts.group(3))
                        .map(of -> new Address(
                                new Variant(Integer.parseInt(parts.group(1)), Format.named(parts.group(4))),
                                of,
                                parts.group(2)))
                : Optional.empty();
    }

    /** Whether the path has the form of a variant's address. */
    static boolean isAddress(String path) {
        return ADDRESS.matcher(path).matches();
    }
}
