package org.dibao.ingest.liquid;

/** Escapes text for HTML. */
final class Escape {
    private Escape() {}

    static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** Escapes an attribute value that may already contain HTML escapes. */
    static String attribute(String text) {
        return html(text).replaceAll("&amp;(#?[A-Za-z0-9]{1,31};)", "&$1");
    }
}
