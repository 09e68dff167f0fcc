package org.dibao.cli;

import java.io.PrintWriter;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * All articles of a site that are live or scheduled, at their addresses by other settings. Each is moved on its own: what
 * was interrupted is done by the same command again, which leaves alone what has its new address already.
 */
final class ArticleMoves {
    /** Requests at the same time: enough to keep the log busy, and far from its limits. */
    private static final int AT_ONCE = 8;

    /** The outcomes with another address, of what is live and of what is scheduled; any other one is another date. */
    private static final Set<String> MOVED = Set.of("moved", "scheduled");

    private static final int SHOWN = 10;
    private static final int WAIT_SECONDS = 10;
    private static final String JSON = "application/merge-patch+json";

    private final Api api;
    private final PrintWriter out;
    private final PrintWriter err;

    ArticleMoves(Api api, PrintWriter out, PrintWriter err) {
        this.api = api;
        this.out = out;
        this.err = err;
    }

    /** An article as the list shows it; a scheduled one has no path to show. */
    private record Listed(String id, String path, String date) {
        private String line(String told) {
            return id + "  " + told;
        }
    }

    /** @param done what became of it; empty: it stays as it is */
    private record Moved(Listed article, String done, boolean refused) {
        private String line() {
            return article.line(done);
        }
    }

    /** What changed settings would make of an article. */
    private enum Change {
        ADDRESS,
        DATE,
        /** The same moment in another zone. */
        NOTATION,
        NONE,
        REFUSED
    }

    private record Would(Change change, String line) {}

    /**
     * Says what would move by changed settings.
     *
     * @param patch of the settings
     */
    int preview(ObjectNode patch) {
        List<Listed> articles = articles(null);
        Map<Change, List<Would>> would = each("Looking", articles, article -> wouldMove(article, patch)).stream()
                .collect(Collectors.groupingBy(Would::change));
        List<String> moving = lines(would, Change.ADDRESS);
        List<String> dated = lines(would, Change.DATE);
        List<String> noted = lines(would, Change.NOTATION);
        List<String> refused = lines(would, Change.REFUSED);
        show(moving);
        show(dated);
        show(refused);
        out.println(moving.size() + " of " + articles.size() + " live articles would move"
                + (refused.isEmpty() ? "." : ", " + refused.size() + " cannot.")
                + (dated.isEmpty() ? "" : " " + dated.size() + " would have another date at the same address.")
                + (noted.isEmpty()
                        ? ""
                        : " " + noted.size() + " would have the date that they have, written in the new time zone.")
                + " Nothing was changed.");
        return Exit.OK;
    }

    private static List<String> lines(Map<Change, List<Would>> would, Change change) {
        return would.getOrDefault(change, List.of()).stream().map(Would::line).toList();
    }

    private Would wouldMove(Listed article, ObjectNode patch) {
        HttpResponse<String> answer = api.send(
                ArticleCommand.addressOf(article.id()) + "/address",
                request -> request.header("Content-Type", JSON).POST(BodyPublishers.ofString(patch.toString())));
        if (answer.statusCode() != 200) {
            return new Would(
                    Change.REFUSED,
                    article.line(ServerProblem.ofAnswer(answer.statusCode(), answer.body())
                            .toString()));
        }
        JsonNode then = LenientJson.read(answer.body());
        String path = then.path("path").asString("");
        String date = then.path("date").asString("");
        return !path.equals(article.path())
                ? new Would(Change.ADDRESS, article.line(article.path() + " -> " + path))
                : new Would(change(article.date(), date), article.line(article.date() + " -> " + date));
    }

    private static Change change(String before, String after) {
        OffsetDateTime was = OffsetDateTime.parse(before);
        OffsetDateTime is = OffsetDateTime.parse(after);
        return is.equals(was) ? Change.NONE : is.isEqual(was) ? Change.NOTATION : Change.DATE;
    }

    /** Moves them, and says what became of them. */
    int move() {
        List<Listed> left = new ArrayList<>(articles(null));
        left.addAll(articles("scheduled"));
        int all = left.size();
        int moved = 0;
        int dated = 0;
        List<Moved> refused = List.of();
        int now;
        // An address may be that of another article until that one has moved as well.
        do {
            List<Moved> done = each("Moving", left, this::moveOne);
            refused = done.stream().filter(Moved::refused).toList();
            now = (int) done.stream()
                    .filter(one -> !one.refused() && !one.done().isEmpty())
                    .count();
            int addresses = (int) done.stream()
                    .filter(one -> !one.refused() && MOVED.contains(one.done()))
                    .count();
            moved += addresses;
            dated += now - addresses;
            left = refused.stream().map(Moved::article).toList();
        } while (!refused.isEmpty() && now > 0);
        show(refused.stream().map(Moved::line).toList());
        out.println(moved + " of " + all + " articles were moved"
                + (moved == 0 ? "." : "; their former addresses redirect.")
                + (dated == 0
                        ? ""
                        : " " + dated + (dated == 1 ? " has" : " have") + " another date at the same address.")
                + (refused.isEmpty()
                        ? ""
                        : " " + refused.size() + (refused.size() == 1 ? " was" : " were")
                                + " refused: mend what is said above, and run the same command again."));
        out.flush();
        return refused.isEmpty() ? Exit.OK : Exit.REFUSED;
    }

    private Moved moveOne(Listed article) {
        String key = UUID.randomUUID().toString();
        HttpResponse<String> answer = api.send(
                ArticleCommand.addressOf(article.id()) + "?address=anew",
                request -> request.header("Content-Type", JSON)
                        .header("Idempotency-Key", key)
                        .header("Prefer", "wait=" + WAIT_SECONDS)
                        .timeout(Duration.ofSeconds(WAIT_SECONDS + 30L))
                        .method("PATCH", BodyPublishers.ofString("{}")));
        Published published = Published.of(answer.statusCode(), answer.body(), null);
        return published.problem() != null
                ? new Moved(article, published.problem().toString(), true)
                : new Moved(article, published.outcome().equals("unchanged") ? "" : published.outcome(), false);
    }

    private List<Listed> articles(@Nullable String status) {
        List<Listed> articles = new ArrayList<>();
        ArticleList.read(
                address -> api.ask("GET", address),
                status,
                Integer.MAX_VALUE,
                article -> articles.add(new Listed(
                        article.path("id").asString(""),
                        article.path("path").asString(""),
                        article.path("date").asString(""))));
        return articles;
    }

    /** In the order of the articles. */
    private <T> List<T> each(String task, List<Listed> articles, Function<Listed, T> step) {
        List<T> done = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE);
                ProgressLine progress = new ProgressLine(task, articles.size(), err)) {
            List<Future<T>> running = articles.stream()
                    .map(article -> pool.submit((Callable<T>) () -> step.apply(article)))
                    .toList();
            try {
                for (Future<T> one : running) {
                    done.add(one.get());
                    progress.at(done.size());
                }
            } catch (ExecutionException e) {
                pool.shutdownNow();
                throw e.getCause() instanceof CommandFailed failed ? failed : new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                pool.shutdownNow();
                Thread.currentThread().interrupt();
                throw new CommandFailed(Exit.UNREACHABLE, "Interrupted. Run the same command again to go on.");
            }
        }
        return done;
    }

    private void show(List<String> lines) {
        lines.stream().limit(SHOWN).forEach(out::println);
        if (lines.size() > SHOWN) {
            out.println("… and " + (lines.size() - SHOWN) + " more.");
        }
        out.flush();
    }
}
