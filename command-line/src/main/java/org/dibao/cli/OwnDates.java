package org.dibao.cli;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dibao.cli.jekyll.JekyllSite;
import org.dibao.cli.site.FrontMatter;
import org.dibao.cli.site.ReadSite;
import org.dibao.cli.site.SiteFile;
import org.dibao.cli.site.Values;
import org.dibao.cli.site.Yaml;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The times that a site's articles give without an offset, for an import into a site of another time zone: with the offset that they have
 * in their own. A day without a time stays that day.
 *
 * @param fields   of articles, by the names of their files
 * @param otherDay files whose address the server makes of a day that is another one here
 */
record OwnDates(Map<String, Map<String, @Nullable Object>> fields, Set<String> otherDay) {
    private static final Pattern LOCAL = Pattern.compile(
            "(\\d{4})[-/](\\d{1,2})[-/](\\d{1,2})(?:[Tt]|\\s+)(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.\\d+)?)?");
    private static final DateTimeFormatter WITH_OFFSET =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xx", Locale.ROOT);
    private static final List<String> NAMES = List.of(
            "date",
            "modified",
            "last_modified_at",
            "updated",
            "lastmod",
            "publishAt",
            "publish_at",
            "withdrawAt",
            "withdraw_at");

    /**
     * @param own  the site's zone
     * @param here that of the site into which it comes
     */
    static OwnDates of(ReadSite site, ZoneId own, ZoneId here) throws IOException {
        Map<String, Map<String, @Nullable Object>> fields = new HashMap<>();
        Set<String> otherDay = new HashSet<>();
        for (SiteFile file : site.files()) {
            Map<String, @Nullable Object> given = file.kind().isArticle() ? given(site, file) : Map.of();
            Map<String, @Nullable Object> dates = new LinkedHashMap<>();
            for (String name : NAMES) {
                ZonedDateTime time = local(Values.text(given.get(name)), own);
                if (time != null) {
                    dates.put(name, WITH_OFFSET.format(time));
                    boolean moves = name.equals("date")
                            && !given.containsKey("permalink")
                            && !time.withZoneSameInstant(here).toLocalDate().equals(time.toLocalDate());
                    if (moves) {
                        otherDay.add(file.name());
                    }
                }
            }
            if (!dates.isEmpty()) {
                fields.put(file.name(), dates);
            }
        }
        return new OwnDates(fields, otherDay);
    }

    static OwnDates none() {
        return new OwnDates(Map.of(), Set.of());
    }

    private static Map<String, @Nullable Object> given(ReadSite site, SiteFile file) throws IOException {
        ObjectNode document = site.documents().get(file.name());
        Map<String, @Nullable Object> given = new HashMap<>();
        if (document != null) {
            document.properties()
                    .forEach(member ->
                            given.put(member.getKey(), member.getValue().asString("")));
            return given;
        }
        try {
            FrontMatter.of(JekyllSite.text(file.file())).ifPresent(front -> given.putAll(front.fields()));
        } catch (Yaml.Fault e) {
            return given; // the server says what is wrong
        }
        given.putAll(file.added());
        return given;
    }

    private static @Nullable ZonedDateTime local(@Nullable String text, ZoneId own) {
        Matcher parts = LOCAL.matcher(text == null ? "" : text);
        if (!parts.matches()) {
            return null;
        }
        try {
            int second = parts.group(6) == null ? 0 : Integer.parseInt(parts.group(6));
            return LocalDateTime.of(
                            Integer.parseInt(parts.group(1)),
                            Integer.parseInt(parts.group(2)),
                            Integer.parseInt(parts.group(3)),
                            Integer.parseInt(parts.group(4)),
                            Integer.parseInt(parts.group(5)),
                            second)
                    .atZone(own);
        } catch (DateTimeException e) { // the server says what is wrong
            return null;
        }
    }

    /** Further front matter: the dates, old addresses, and where the server would have put what has another day here. */
    Map<String, Map<String, @Nullable Object>> with(Redirects redirects, SiteTrial trial) {
        Map<String, Map<String, @Nullable Object>> all = new HashMap<>();
        fields.forEach((name, dates) -> all.put(name, new LinkedHashMap<>(dates)));
        otherDay.forEach(name -> {
            SiteTrial.Result read = trial.results().get(name);
            if (read != null && read.path() != null) {
                all.computeIfAbsent(name, _ -> new LinkedHashMap<>()).put("permalink", Published.encoded(read.path()));
            }
        });
        redirects
                .added()
                .forEach((name, more) ->
                        all.computeIfAbsent(name, _ -> new LinkedHashMap<>()).putAll(more));
        return all;
    }
}
