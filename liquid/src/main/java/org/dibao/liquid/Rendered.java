package org.dibao.liquid;

import java.util.List;

/**
 * What a template gives.
 *
 * @param warnings what was mended, left out or not known, each once, in the order of the text; the first hundred
 */
public record Rendered(String text, List<Warning> warnings) {}
