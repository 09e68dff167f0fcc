package org.dibao.ingest.liquid;

import java.util.List;

/**
 * A text whose Liquid has been run.
 *
 * @param warnings what was not known or had to be mended, each a sentence with its line
 */
public record Expanded(String text, List<String> warnings) {}
