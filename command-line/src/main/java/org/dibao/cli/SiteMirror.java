package org.dibao.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import org.dibao.cli.export.MirrorCopy;
import org.dibao.cli.export.StaticCopy;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Follows the events of another site, and brings the copy up to date after them. */
final class SiteMirror implements AutoCloseable {
    /** Of narrower copies of pictures: there may be many before one. */
    private static final Duration MAKING = Duration.ofHours(1);

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);
    private static final int GONE = 410;

    private final Api api;
    private final Path into;
    private final int maxAddresses;
    private final LongConsumer progress;
    private final PrintWriter out;
    private GatewayPages pages;
    private @Nullable MirrorCopy copy;
    private String cursor = "latest";
    private boolean isWhole;

    /**
     * Some events.
     *
     * @param cursor to go on from
     * @param upTo   the position up to which there are no others
     */
    private record Events(List<JsonNode> all, String cursor, long upTo) {}

    SiteMirror(Api api, Path into, int maxAddresses, LongConsumer progress, PrintWriter out) {
        this.api = api;
        this.into = into;
        this.maxAddresses = maxAddresses;
        this.progress = progress;
        this.out = out;
        this.pages = new GatewayPages(api, MAKING);
    }

    /** Whether the copy had everything that it should, when it was last brought up to date. */
    boolean isWhole() {
        return isWhole;
    }

    /** Makes the copy, or goes on with one. */
    void begin() throws IOException {
        MirrorCopy opened = open();
        if (!opened.cursor().isEmpty() && events(opened.cursor(), 0) != null) {
            cursor = opened.cursor();
            tell(opened.resume(pages));
            return;
        }
        if (!opened.cursor().isEmpty()) {
            out.println("The site no longer knows how far this mirror has come: everything is asked for once.");
        }
        Events none = Objects.requireNonNull(events("latest", 0)); // before the copy: what happens meanwhile follows
        cursor = none.cursor();
        tell(opened.whole(pages, none.upTo()));
        opened.keep(cursor);
    }

    /**
     * Reads on in the events, and brings the copy up to date.
     *
     * @param wait for an event, in seconds
     * @return whether there may be more
     */
    boolean follow(int wait) throws IOException {
        MirrorCopy followed = Objects.requireNonNull(copy);
        if (followed.isMixed()) {
            Api.sleep(BETWEEN_ATTEMPTS); // the site is busy
        }
        Events events = events(cursor, followed.isMixed() ? 0 : wait);
        if (events == null) {
            begin();
            return true;
        }
        Set<String> keys = new TreeSet<>();
        boolean everything = false;
        for (JsonNode event : events.all()) {
            event.path("purge").forEach(key -> keys.add(key.asString("")));
            everything |= !event.has("purge");
            pages = pages.of(event.path("position").asString(""));
        }
        if (everything || MirrorCopy.concernsEverything(keys)) {
            followed = open(); // it may have another address, and other files
            tell(followed.whole(pages, events.upTo()));
        } else {
            tell(followed.update(pages, keys, events.upTo()));
        }
        cursor = events.cursor();
        followed.keep(cursor);
        return !events.all().isEmpty() || !followed.isBehind() && followed.isMixed();
    }

    private MirrorCopy open() throws IOException {
        close();
        SiteAddresses addresses = new SiteAddresses(api, false);
        MirrorCopy opened = new MirrorCopy(into, addresses.host(), addresses.all(), maxAddresses, progress);
        copy = opened;
        return opened;
    }

    /** @return null if the site does not know the place */
    private @Nullable Events events(String after, int wait) {
        HttpResponse<String> answer =
                api.send(page(after, wait), request -> request.header("Accept", "application/json"));
        if (answer.statusCode() == GONE) {
            return null;
        }
        if (answer.statusCode() != 200) {
            throw new CommandFailed(
                    Exit.REFUSED,
                    ServerProblem.ofAnswer(answer.statusCode(), answer.body()).toString());
        }
        JsonNode page = LenientJson.read(answer.body());
        return new Events(
                page.path("events").valueStream().toList(),
                page.path("cursor").asString(after),
                answer.headers().firstValueAsLong("Dibao-Position").orElse(Long.MAX_VALUE)); // a proxy took it
    }

    /** Events of files have to be asked for by name. */
    private static String page(String after, int wait) {
        return "/api/events/page?after=" + URLEncoder.encode(after, StandardCharsets.UTF_8) + "&limit=1000&wait=" + wait
                + "&include=purge&type=published&type=revised&type=moved&type=withdrawn&type=site-changed"
                + "&type=file-published&type=file-revised&type=file-withdrawn";
    }

    private void tell(StaticCopy.Result result) {
        isWhole = result.isWhole();
        if (result.asked() > 0) {
            out.printf(
                    "position %s: %,d files, %,d written, %,d removed; %,d asked for%n",
                    result.position(),
                    result.counts().files(),
                    result.counts().written(),
                    result.counts().removed(),
                    result.asked());
            result.notes().forEach(out::println);
            out.flush();
        }
    }

    @Override
    public void close() throws IOException {
        if (copy != null) {
            copy.close();
        }
    }
}
