package org.dibao.cli.export;

import java.util.Map;
import org.dibao.cli.export.SourceSite.GivenArticle;
import tools.jackson.databind.JsonNode;

/** How another program keeps a site in files. */
interface SourceFormat {
    /** Its own files, by their paths below the folder: settings, and templates that do for a start. */
    Map<String, String> site(JsonNode settings);

    /** An article's file, without a clash with any other. */
    Text article(GivenArticle article);

    /** The path, below the folder, of a file of the site. */
    String file(String path);

    /** @param name its path below the folder */
    record Text(String name, String content) {}
}
