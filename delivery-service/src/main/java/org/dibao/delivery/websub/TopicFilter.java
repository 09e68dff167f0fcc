package org.dibao.delivery.websub;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The stream's filter for the events that can change a feed: those of its category, tag or author, or all. */
final class TopicFilter {
    private static final Pattern OF_TERM = Pattern.compile("/feed/(category|tag|author)/(.+)\\.[a-z]+");

    private TopicFilter() {}

    static Map<String, List<String>> of(URI topic) {
        Matcher term = OF_TERM.matcher(topic.getPath());
        return term.matches() ? Map.of(term.group(1), List.of(term.group(2))) : Map.of();
    }
}
