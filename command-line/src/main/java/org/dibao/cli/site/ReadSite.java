package org.dibao.cli.site;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dibao.cli.site.SiteFile.Kind;
import tools.jackson.databind.node.ObjectNode;

/** A site that was read, whatever program it was made for. */
public interface ReadSite {
    /** The folder in which all is. */
    Path root();

    /** Where its settings are, as people name it. */
    String settingsName();

    /** Its settings here. */
    SiteSettings settings(Clock clock) throws IOException;

    /** Everything in it, each with what becomes of it. */
    List<SiteFile> files();

    /** The articles that are sent as JSON, by the names of their files; others are sent as files. */
    default Map<String, ObjectNode> documents() {
        return Map.of();
    }

    /** Old addresses, and where each leads: paths, the old ones perhaps with a query. */
    default List<Redirect> redirects() throws IOException {
        return List.of();
    }

    /** What all its addresses began with and do not here: nothing, or a path without a slash at its end. */
    default String base() {
        return "";
    }

    default Stream<SiteFile> of(Kind kind) {
        return files().stream().filter(file -> file.kind() == kind);
    }

    /**
     * An old address.
     *
     * @param line as it stands in the site
     * @param why  it has no equal here; empty if it has
     */
    record Redirect(String from, String to, String line, String why) {}
}
