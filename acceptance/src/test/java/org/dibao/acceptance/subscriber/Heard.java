package org.dibao.acceptance.subscriber;

/**
 * An event as a subscriber has it.
 *
 * @param left whether it says that the article no longer is what was asked for
 */
public record Heard(long position, String event, boolean left) {}
