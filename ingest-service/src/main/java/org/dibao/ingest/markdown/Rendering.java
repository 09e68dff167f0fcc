package org.dibao.ingest.markdown;

/**
 * What is made of a source.
 *
 * @param html the body; nothing in it can run in a browser
 * @param lead how its text begins, plain text on one line; empty if it has none
 */
public record Rendering(String html, String lead) {}
