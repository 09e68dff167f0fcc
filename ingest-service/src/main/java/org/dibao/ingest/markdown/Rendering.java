package org.dibao.ingest.markdown;

import java.util.List;

/**
 * What is made of a source.
 *
 * @param html the body; nothing in it can run in a browser
 * @param lead how its text begins, plain text on one line; empty if it has none
 * @param warnings what the author may not have meant, each a sentence
 */
public record Rendering(String html, String lead, List<String> warnings) {}
