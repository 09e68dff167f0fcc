import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Requests that are sent one after another, beside whatever else is measured, and how long each took. */
final class RepeatedRequests {
    interface Request {
        void send() throws Exception;
    }

    private final List<Double> took = new ArrayList<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean over;

    /** @param pause milliseconds from an answer to the next request */
    RepeatedRequests(int pause, Request request) {
        Thread.startVirtualThread(() -> {
            try {
                while (!over) {
                    long sent = System.nanoTime();
                    request.send();
                    took.add((System.nanoTime() - sent) / 1e6);
                    Thread.sleep(pause);
                }
                ended.complete(null);
            } catch (Exception e) {
                ended.completeExceptionally(e);
            }
        });
    }

    /**
     * Awaits the answer that is under way and sends no more.
     *
     * @return the milliseconds that each took, the shortest first
     * @throws java.util.concurrent.CompletionException if a request has failed
     */
    double[] stop() {
        over = true;
        ended.join();
        return took.stream().mapToDouble(it -> it).sorted().toArray();
    }

    /** @param share of the requests that took at most as long as the result, such as 0.99 */
    static double at(double[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(sorted.length * share) - 1)];
    }
}
