package org.dibao.render.theme;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.dibao.contract.article.Digest;

/**
 * The one stylesheet. Its address names its content, so that it may be kept for ever.
 *
 * @param path {@code /assets/site.<hash>.css}
 */
public record Stylesheet(String path, byte[] content) {

    static Stylesheet load() {
        try (InputStream in = Stylesheet.class.getResourceAsStream("assets/site.css")) {
            byte[] content = Objects.requireNonNull(in, "the stylesheet").readAllBytes();
            return new Stylesheet("/assets/site." + Digest.of(content) + ".css", content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
