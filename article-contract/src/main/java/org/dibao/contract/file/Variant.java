package org.dibao.contract.file;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A copy of one of the site's pictures: for a narrower screen, or a part of it as a {@linkplain Crop preview} of a page.
 * Which ones there are follows from the picture alone, and the address of each from the
 * picture's path and hash: so a page can name them before they are made. Until then, and where none can be made, the address has the
 * picture itself.
 *
 * @param width in pixels, at most: no copy is wider than its picture. One of {@link #WIDTHS}; of a preview {@link Crop#MAX_WIDTH}
 * @param focus of the picture, around which a preview is cut out; absent for a copy of the whole
 */
public record Variant(int width, Format format, @Nullable Focus focus) {
    /** In pixels. */
    public static final List<Integer> WIDTHS = List.of(320, 640, 960, 1280, 1920);

    /** In pixels: WebP has no more. */
    private static final int MAX_HEIGHT = 16_383;

    private static final String KIND = "(?:(320|640|960|1280|1920)|preview-([0-9]{1,2}|100)-([0-9]{1,2}|100))";
    private static final Pattern NAME = Pattern.compile(KIND + "\\.(webp|jpg|png)");
    private static final Pattern ADDRESS =
            Pattern.compile(FilePath.MEDIA + KIND + "/([0-9a-f]{" + FilePath.SHORT_HASH + "})(/.+)\\.(webp|jpg|png)");

    /** A copy of the whole. */
    public Variant(int width, Format format) {
        this(width, format, null);
    }

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
            return picture.hash().startsWith(shortHash)
                    && (variant.focus() == null
                            ? Variant.of(picture).contains(variant)
                            : preview(picture).filter(variant::equals).isPresent());
        }
    }

    /** The one that pages name as their preview; empty if the picture is as good. */
    public static Optional<Variant> preview(FileContent picture) {
        return formats(picture.type()).isEmpty()
                ? Optional.empty()
                : crop(picture).map(_ -> new Variant(Crop.MAX_WIDTH, Format.JPEG, focus(picture)));
    }

    /** The part of a picture that its preview shows. */
    public static Optional<Crop> crop(FileContent picture) {
        return picture.width() == null || picture.height() == null
                ? Optional.empty()
                : Crop.of(picture.width(), picture.height(), focus(picture));
    }

    private static Focus focus(FileContent picture) {
        return picture.focus() == null ? Focus.CENTRE : picture.focus();
    }

    /** All of the whole of a picture, by format and width; none if the file is no picture that this is for. */
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
        return parts.matches() ? Optional.of(of(parts, parts.group(4))) : Optional.empty();
    }

    /** @param parts the first of which are those of {@link #KIND} */
    private static Variant of(Matcher parts, String extension) {
        Format format = Format.named(extension);
        return parts.group(1) != null
                ? new Variant(Integer.parseInt(parts.group(1)), format)
                : new Variant(
                        Crop.MAX_WIDTH,
                        format,
                        new Focus(Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3))));
    }

    /** Tells it from the picture's others: {@code 640.webp}, {@code preview-50-30.jpg}. */
    public String name() {
        return kind() + "." + format.extension;
    }

    private String kind() {
        return focus == null ? Integer.toString(width) : "preview-" + focus.x() + "-" + focus.y();
    }

    /** Its address, percent-encoded and without a comma, as lists of candidates have it. */
    public String address(FilePath of, FileContent picture) {
        String encoded = of.encoded().replace(",", "%2C");
        return FilePath.MEDIA + kind() + "/" + picture.hash().substring(0, FilePath.SHORT_HASH) + encoded + "."
                + format.extension;
    }

    /** @param path decoded */
    public static Optional<Address> at(String path) {
        Matcher parts = ADDRESS.matcher(path);
        return parts.matches()
                ? FilePath.of(parts.group(5)).map(of -> new Address(of(parts, parts.group(6)), of, parts.group(4)))
                : Optional.empty();
    }

    /** Whether the path has the form of a variant's address. */
    static boolean isAddress(String path) {
        return ADDRESS.matcher(path).matches();
    }
}
