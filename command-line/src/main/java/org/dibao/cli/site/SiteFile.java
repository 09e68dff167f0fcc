package org.dibao.cli.site;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file of a site, and what becomes of it.
 *
 * @param file    where it is
 * @param name    its path below the site, with slashes
 * @param why     for one of which no page or file of the site is made, and of which somebody might expect one; empty otherwise
 * @param address where Jekyll has it, percent-encoded where the name is not plain; null for posts, whose address the server
 *                tells, and for what has none
 * @param added   front matter that it gets from the site's settings or that says its address
 */
public record SiteFile(
        Path file,
        String name,
        Kind kind,
        String why,
        @Nullable String address,
        Map<String, @Nullable Object> added) {

    /** What a file is. */
    public enum Kind {
        POST,
        DRAFT,
        /** A page of its own. */
        PAGE,
        /** Of a collection that has pages. */
        DOCUMENT,
        /** Data and includes. */
        FOR_TEMPLATES,
        /** A text file at the site's root, which is one of the site's settings. */
        ROOT_FILE,
        /** A picture, a download: as it is. */
        ASSET,
        LEFT_OUT;

        /** Whether it becomes an article. */
        public boolean isArticle() {
            return this == POST || this == DRAFT || this == PAGE || this == DOCUMENT;
        }
    }

    public static SiteFile of(Path file, String name, Kind kind) {
        return new SiteFile(file, name, kind, "", null, Map.of());
    }

    /** @param path where it is on the site, without the slash at its beginning */
    public static SiteFile asset(Path file, String path, String name) {
        return new SiteFile(file, name, Kind.ASSET, "", "/" + path, Map.of());
    }

    public static SiteFile leftOut(Path file, String name, String why) {
        return new SiteFile(file, name, Kind.LEFT_OUT, why, null, Map.of());
    }

    /** One that is left out, and was at an address. */
    public static SiteFile leftOut(Path file, String name, String why, String address) {
        return new SiteFile(file, name, Kind.LEFT_OUT, why, address, Map.of());
    }

    /** One that is left out because Dibao serves something of its own where it was. */
    public static SiteFile own(Path file, String name, String address) {
        return leftOut(file, name, "Dibao has its own page at " + address, address);
    }

    /** The same as another kind. */
    public SiteFile as(Kind other) {
        return new SiteFile(file, name, other, why, address, added);
    }

    /** The same with more front matter. */
    public SiteFile with(Map<String, @Nullable Object> more) {
        return new SiteFile(file, name, kind, why, address, Values.merged(added, more));
    }
}
