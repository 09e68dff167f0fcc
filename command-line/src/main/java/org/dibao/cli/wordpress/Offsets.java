package org.dibao.cli.wordpress;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.dibao.cli.wordpress.Export.Item;

/** How far a site's clock is from UTC, as its posts' two dates tell: the export itself names no time zone. */
final class Offsets {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final Duration STEP = Duration.ofMinutes(15);

    private Offsets() {}

    static String note(Collection<Item> items) {
        var offsets = new TreeSet<ZoneOffset>(Comparator.comparingInt(ZoneOffset::getTotalSeconds));
        items.forEach(item -> offsets.addAll(of(item)));
        String told = offsets.isEmpty()
                ? ""
                : "; by their two dates its posts were written at "
                        + offsets.stream()
                                .map(offset -> offset.getTotalSeconds() == 0 ? "+00:00" : offset.getId())
                                .collect(Collectors.joining(", "));
        return "the export names no time zone, so that this site keeps its own" + told
                + ": give it theirs with dibao site set timeZone=…";
    }

    private static List<ZoneOffset> of(Item item) {
        try {
            Duration ahead = Duration.between(
                    LocalDateTime.parse(item.text("post_date_gmt").strip(), DATE),
                    LocalDateTime.parse(item.text("post_date").strip(), DATE));
            return ahead.toSeconds() % STEP.toSeconds() == 0
                    ? List.of(ZoneOffset.ofTotalSeconds((int) ahead.toSeconds()))
                    : List.of();
        } catch (DateTimeException e) { // a draft has no such date
            return List.of();
        }
    }
}
