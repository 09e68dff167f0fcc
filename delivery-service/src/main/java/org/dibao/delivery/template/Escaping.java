package org.dibao.delivery.template;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.regex.Pattern;

/** How plain text is written where a product would read markup. */
enum Escaping {
    /** The place takes plain text. */
    @JsonProperty("none")
    NONE {
        @Override
        String apply(String text) {
            return text;
        }
    },

    /** Slack's mrkdwn: its three control characters as entities; nothing can be mentioned or linked then. */
    @JsonProperty("slack")
    SLACK {
        @Override
        String apply(String text) {
            return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        }
    },

    /** Markdown: a backslash before every character that may have a meaning. */
    @JsonProperty("markdown")
    MARKDOWN {
        @Override
        String apply(String text) {
            return MARKUP.matcher(text).replaceAll("\\\\$0");
        }
    };

    private static final Pattern MARKUP = Pattern.compile("[\\\\`*_{}\\[\\]()<>#+.!|~@:-]");

    abstract String apply(String text);
}
