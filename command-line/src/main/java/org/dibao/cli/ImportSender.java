package org.dibao.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Sends imports, each until its answer is whole or the time to retry is over. No article takes effect twice: within one import each
 * has its own key, derived from the import's, and a second attempt repeats the first outcomes.
 *
 * @param line told each line of an answer as it is
 * @param err  for the progress
 */
record ImportSender(Target target, Duration idle, Duration retryFor, Consumer<String> line, PrintWriter err) {

    /**
     * The summary is marked as broken if results are missing.
     *
     * @param query of the address, encoded, with its question mark; or empty
     * @param keeps whether the summary keeps every result
     */
    ImportSummary send(ImportUpload upload, String query, boolean keeps) {
        var request = new ImportRequest(target, upload, UUID.randomUUID().toString(), idle, query);
        long until = System.nanoTime() + retryFor.toNanos();
        boolean reached = false;
        for (int attempt = 0; ; attempt++) {
            var summary = new ImportSummary(keeps);
            AtomicLong done = new AtomicLong();
            try (var progress = new ProgressLine("import", upload.articles(), err);
                    var _ = new Interruption(err, () -> interrupted(done.get(), upload.articles(), query))) {
                request.send(summary, text -> {
                    line.accept(text);
                    done.set(summary.total());
                    progress.at(summary.total());
                });
                reached = true;
            } catch (ConnectException e) {
                if (!reached) {
                    throw new CommandFailed(
                            Exit.UNREACHABLE,
                            "Dibao cannot be reached at " + target.url() + " (nothing listens there): "
                                    + target.whatToDo());
                }
                summary.broke("nothing listens at " + target.url());
            } catch (IOException e) {
                reached = true;
                summary.broke(String.valueOf(e.getMessage()));
            }
            Duration pause = Api.pause(attempt);
            if (summary.broken() == null || System.nanoTime() + pause.toNanos() > until) {
                return summary;
            }
            err.println("The import was interrupted (" + summary.broken() + "); trying again.");
            Api.sleep(pause);
        }
    }

    private static String interrupted(long done, long all, String query) {
        if (query.contains("dry-run")) {
            return "Interrupted. Nothing was changed.";
        }
        return String.format("Interrupted after %,d%s articles", done, all < 0 ? "" : String.format(" of %,d", all))
                + ". Run the same command again: it takes the rest, and those that were accepted will be \"unchanged\".";
    }
}
