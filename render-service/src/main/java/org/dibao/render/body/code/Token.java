package org.dibao.render.body.code;

/** A part of a text with its own colour. Offsets count UTF-16 characters; {@code end} is exclusive. */
public record Token(Kind kind, int start, int end) {
    public enum Kind {
        COMMENT("tok-c"),
        STRING("tok-s"),
        NUMBER("tok-n"),
        KEYWORD("tok-k"),
        TYPE("tok-t"),
        FUNCTION("tok-f"),
        PUNCTUATION("tok-p"),
        INSERTED("tok-i"),
        DELETED("tok-d");

        private final String cssClass;

        Kind(String cssClass) {
            this.cssClass = cssClass;
        }

        public String cssClass() {
            return cssClass;
        }
    }
}
