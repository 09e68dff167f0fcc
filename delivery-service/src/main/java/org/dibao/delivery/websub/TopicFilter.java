package org.dibao.delivery.websub;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The stream's filter for the events that can change a feed: those of its category, tag, author or language, or all. */
final class TopicFilter {
    private static final Pattern OF_TERM = Pattern.compile("/feed/(category|tag|author|language)/(.+)\\.[a-z]+");

    private TopicFilter() {}

    static Map<String, List<String>> of(URI topic) {
        Matcher term = OF_TERM.matcher(topic.getPath());
        if (!term.matches()) {
            return Map.of();
        }
        // The feed of a script, such as zh-hant, has articles that name a region instead.
        return term.group(1).equals("language")
                ? Map.of("lang", List.of(term.group(2).replaceFirst("-.*", "")))
                : Map.of(term.group(1), List.of(term.group(2)));
    }
}
