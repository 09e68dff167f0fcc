import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures the first minute of {@code dibao up}, from an empty folder: how long until the first page is answered, how many pages a second
 * in the five seconds after that and in five at the end, how long the import of a site takes, and how long pages and single POSTs take
 * meanwhile. Variants, each an assignment to an environment variable, take turns; the medians of each are printed.
 *
 * <pre>java FirstMinute.java DIBAO SITE.tar.gz RUNS VARIANT...</pre>
 */
final class FirstMinute {
    private static final String KEY = "first-minute";
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, List<Double>> figures = new LinkedHashMap<>();
    private URI url = URI.create("http://127.0.0.1");

    public static void main(String[] args) throws Exception {
        Path dibao = Path.of(args[0]);
        byte[] site = Files.readAllBytes(Path.of(args[1]));
        Map<String, FirstMinute> variants = new LinkedHashMap<>();
        for (int run = 0; run < Integer.parseInt(args[2]); run++) {
            for (int i = 3; i < args.length; i++) {
                variants.computeIfAbsent(args[i], _ -> new FirstMinute()).measure(dibao, site, args[i]);
            }
        }
        variants.forEach((name, measured) -> {
            System.out.println(name);
            measured.figures.forEach((what, values) -> System.out.printf("  %-46s %8.0f   %s%n", what, median(values),
                    values.stream().map(it -> "%.0f".formatted(it)).toList()));
        });
        System.exit(0);
    }

    private void measure(Path dibao, byte[] site, String variant) throws Exception {
        Path data = Files.createTempDirectory("dibao-first-minute");
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        url = URI.create("http://127.0.0.1:" + port);
        var start = new ProcessBuilder(dibao.toString(), "up", "--port", String.valueOf(port), "--kafka-port", "0", "--data", data.toString());
        start.environment().put("DIBAO_API_KEY", KEY);
        start.environment().put(variant.substring(0, variant.indexOf('=')), variant.substring(variant.indexOf('=') + 1));
        long began = System.nanoTime();
        Process process = start.redirectErrorStream(true).redirectOutput(data.resolve("out").toFile()).start();
        try {
            awaitFirstPage(process);
            add("ms until the first page", (System.nanoTime() - began) / 1e6);
            add("pages a second in the first 5 s", pagesASecond());
            importBeside(site);
            add("pages a second at the end", pagesASecond());
            add("s of processor time", process.info().totalCpuDuration().orElseThrow().toMillis() / 1e3);
            add("MB resident", Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:")).mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024).sum());
            System.err.println(variant + ": " + figures.values().stream().map(it -> "%.0f".formatted(it.getLast())).toList());
        } finally {
            process.destroy();
            process.waitFor(30, TimeUnit.SECONDS);
            new ProcessBuilder("rm", "-rf", data.toString()).start().waitFor();
        }
    }

    private void awaitFirstPage(Process process) throws InterruptedException {
        while (process.isAlive()) {
            try {
                if (client.send(get("/"), BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // Not yet.
            }
            Thread.sleep(10);
        }
        throw new IllegalStateException("dibao up has ended");
    }

    private double pagesASecond() throws InterruptedException {
        AtomicLong served = new AtomicLong();
        long end = System.nanoTime() + 5_000_000_000L;
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(Thread.startVirtualThread(() -> {
                try {
                    while (System.nanoTime() < end) {
                        client.send(get("/"), BodyHandlers.discarding());
                        served.incrementAndGet();
                    }
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return served.get() / 5.0;
    }

    private void importBeside(byte[] site) throws Exception {
        AtomicInteger posted = new AtomicInteger();
        var reading = new RepeatedRequests(10, () -> expectSuccess(get("/")));
        var posting = new RepeatedRequests(100, () -> expectSuccess(post(posted.getAndIncrement())));
        long began = System.nanoTime();
        HttpResponse<String> answer = client.send(HttpRequest.newBuilder(url.resolve("/api/imports")).header("Authorization", "Bearer " + KEY)
                .header("Content-Type", "application/gzip").POST(BodyPublishers.ofByteArray(site)).build(), BodyHandlers.ofString());
        double seconds = (System.nanoTime() - began) / 1e9;
        double[] pages = reading.stop();
        double[] posts = posting.stop();
        long lines = answer.body().lines().count();
        add("ms of the import until all are live", seconds * 1000);
        add("articles of the import a second", lines / seconds);
        add("ms a page meanwhile, p50", RepeatedRequests.at(pages, 0.5));
        add("ms a page meanwhile, p99", RepeatedRequests.at(pages, 0.99));
        add("ms a POST meanwhile, until live, p50", RepeatedRequests.at(posts, 0.5));
        add("ms a POST meanwhile, until live, p99", RepeatedRequests.at(posts, 0.99));
    }

    private void expectSuccess(HttpRequest request) throws IOException, InterruptedException {
        int status = client.send(request, BodyHandlers.discarding()).statusCode();
        if (status >= 300) {
            throw new IllegalStateException(request + " was answered with " + status);
        }
    }

    private HttpRequest post(int number) {
        return HttpRequest.newBuilder(url.resolve("/api/articles")).header("Authorization", "Bearer " + KEY).header("Content-Type", "text/markdown")
                .header("Slug", "2026-03-01-first-minute-" + number + ".md").header("Prefer", "wait=30")
                .POST(BodyPublishers.ofString("---\ntitle: Story " + number + "\ncategories: [harbour]\n---\n\nThe *tide* came in.\n")).build();
    }

    private HttpRequest get(String path) {
        return HttpRequest.newBuilder(url.resolve(path)).build();
    }

    private void add(String what, double value) {
        figures.computeIfAbsent(what, _ -> new ArrayList<>()).add(value);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(Double.NaN);
    }
}
