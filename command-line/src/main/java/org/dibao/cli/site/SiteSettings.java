package org.dibao.cli.site;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * A site's settings.
 *
 * @param patch JSON Merge Patch (RFC 7396) of the settings
 * @param notes what has no equal here or was supposed, each a sentence
 */
public record SiteSettings(ObjectNode patch, List<String> notes) {}
