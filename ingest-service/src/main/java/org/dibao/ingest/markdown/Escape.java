package org.dibao.ingest.markdown;

/** Text as HTML. */
final class Escape {
    private Escape() {}

    static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** Text that may hold HTML's own escapes already, as the value of an attribute. */
    static String attribute(String text) {
        return html(text).replaceAll("&amp;(#?[A-Za-z0-9]{1,31};)", "&$1");
    }
}
