package org.dibao.render.theme;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dibao.contract.article.Digest;
import org.jspecify.annotations.Nullable;

/**
 * A site's own colour as a separate stylesheet, because pages contain no inline styles. It is made darker on the light
 * background and lighter on the dark one until text is readable: WCAG 2.2, 1.4.3 requires a contrast of 4.5 to 1.
 */
final class Accent {
    private static final Pattern PATH = Pattern.compile("/assets/accent\\.([0-9a-f]{6})\\.[A-Za-z0-9_-]+\\.css");
    private static final double CONTRAST = 4.7;
    /** The lightest and the darkest background of the accent in the stylesheet. */
    private static final int PAPER = 0xf3efe6;

    private static final int NIGHT = 0x24221e;

    private Accent() {}

    /** @param colour {@code #rrggbb} or {@code #rgb} */
    static Asset of(String colour) {
        String hex = colour.substring(1).toLowerCase(Locale.ROOT);
        if (hex.length() == 3) {
            hex = hex.replaceAll("(.)", "$1$1");
        }
        int rgb = Integer.parseInt(hex, 16);
        byte[] css = ":root{--accent:%s}@media(prefers-color-scheme:dark){:root{--accent:%s}}\n"
                .formatted(css(readable(rgb, PAPER, 0x000000)), css(readable(rgb, NIGHT, 0xffffff)))
                .getBytes(StandardCharsets.UTF_8);
        return new Asset("/assets/accent." + hex + "." + Digest.of(css) + ".css", "text/css; charset=utf-8", css, true);
    }

    /** Derived from the path alone, so that every instance can serve it. */
    static @Nullable Asset at(String path) {
        Matcher parts = PATH.matcher(path);
        Asset asset = parts.matches() ? of("#" + parts.group(1)) : null;
        return asset != null && asset.path().equals(path) ? asset : null;
    }

    private static int readable(int rgb, int ground, int towards) {
        for (int step = 0; step <= 100; step++) {
            int mixed = mix(rgb, towards, step / 100.0);
            if (contrast(mixed, ground) >= CONTRAST) {
                return mixed;
            }
        }
        return towards;
    }

    static double contrast(int a, int b) {
        double one = luminance(a);
        double two = luminance(b);
        return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
    }

    private static double luminance(int rgb) {
        return 0.2126 * linear(rgb >> 16 & 255) + 0.7152 * linear(rgb >> 8 & 255) + 0.0722 * linear(rgb & 255);
    }

    private static double linear(int channel) {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }

    private static int mix(int from, int to, double part) {
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            mixed |= (int) Math.round((from >> shift & 255) * (1 - part) + (to >> shift & 255) * part) << shift;
        }
        return mixed;
    }

    private static String css(int rgb) {
        return "#%06x".formatted(rgb);
    }
}
