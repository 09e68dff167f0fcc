package org.dibao.cli;

import java.io.FileNotFoundException;
import java.io.PrintWriter;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.dibao.cli.site.ReadSite;
import org.dibao.cli.site.SiteFile;
import org.dibao.cli.site.SiteFile.Kind;

/** Puts a site's pictures and other files at their paths, each on its own; what is there already is {@code unchanged}. */
final class SiteFilesStep {
    /** Requests at the same time. */
    private static final int AT_ONCE = 8;

    private static final Duration WITHIN = Duration.ofMinutes(5);

    private final Api api;

    SiteFilesStep(Api api) {
        this.api = api;
    }

    /**
     * @param outcomes how many have each
     * @param refused  a sentence for each
     */
    record Done(Map<String, Integer> outcomes, List<String> refused) {
        void print(PrintWriter out) {
            outcomes.forEach(
                    (outcome, count) -> out.printf("%,8d %s %s%n", count, count == 1 ? "file" : "files", outcome));
            refused.forEach(line -> out.println("  " + line));
            out.flush();
        }
    }

    private record Put(SiteFile file, String address) {}

    /** Where links lead to them: at the site's root, and below what its addresses began with. */
    Done put(ReadSite site, PrintWriter err) {
        List<Put> files = site.of(Kind.ASSET)
                .flatMap(file ->
                        Stream.of("", site.base()).distinct().map(base -> new Put(file, base + file.address())))
                .toList();
        Map<String, Integer> outcomes = new TreeMap<>();
        ConcurrentLinkedQueue<String> refused = new ConcurrentLinkedQueue<>();
        AtomicLong done = new AtomicLong();
        try (var progress = new ProgressLine("files", files.size(), err);
                var _ = new Interruption(
                        err,
                        () -> String.format(
                                "Interrupted after %,d of %,d files. Run the same command again: it puts the rest, and then the"
                                        + " articles.",
                                done.get(), files.size()));
                ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE)) {
            for (Put file : files) {
                pool.execute(() -> {
                    Published published = put(file.file().file(), file.address());
                    synchronized (outcomes) {
                        outcomes.merge(published.outcome().replaceFirst("^file-", ""), 1, Integer::sum);
                        progress.at(done.incrementAndGet());
                    }
                    if (published.problem() != null) {
                        refused.add(file.file().name() + ": " + published.problem());
                    }
                });
            }
        }
        return new Done(outcomes, refused.stream().sorted().toList());
    }

    private Published put(Path file, String address) {
        String key = UUID.randomUUID().toString();
        try {
            BodyPublisher content = BodyPublishers.ofFile(file);
            HttpResponse<String> answer = api.send(
                    "/api/assets" + Published.encoded(address),
                    request -> request.header("Idempotency-Key", key)
                            .header("Prefer", "wait=10")
                            .timeout(WITHIN)
                            .PUT(content));
            return Published.of(answer.statusCode(), answer.body(), null);
        } catch (FileNotFoundException e) {
            return Published.unsent(ArticleFile.unreadable(e));
        } catch (CommandFailed e) {
            return Published.unsent(String.valueOf(e.getMessage()));
        }
    }
}
