package org.dibao.render.theme;

/**
 * The same article in another language.
 *
 * @param lang BCP 47
 * @param href percent-encoded, from the site's root on
 */
public record Translation(String lang, String href) {}
