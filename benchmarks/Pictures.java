import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;

/**
 * Measures a running Dibao from outside: how many pictures of about 2 MB it takes a second, while their narrower copies are made, and how
 * long single posts take meanwhile until they are live. Needs only a JDK; {@code pictures} in the same folder starts a Dibao for it.
 *
 * <pre>java Pictures.java --url http://127.0.0.1:8080 --key KEY [--pid PID] [--pictures 2000]</pre>
 */
final class Pictures {
    private static final double TARGET_PER_SECOND = 60;
    private static final double TARGET_P99_MS = 50;
    private static final int AT_ONCE = 8;
    private static final long BETWEEN_POSTS_MS = 100;
    private static final int WARM_UP = 500;

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;
    private final String key;
    private final String run = Long.toString(System.currentTimeMillis(), 36);
    private int posted;

    private Pictures(String url, String key) {
        this.url = url;
        this.key = key;
    }

    public static void main(String[] args) throws Exception {
        Map<String, String> options = new HashMap<>(Map.of("--pictures", "2000", "--pid", ""));
        for (int i = 0; i + 1 < args.length; i += 2) {
            options.put(args[i], args[i + 1]);
        }
        if (!options.containsKey("--url") || !options.containsKey("--key")) {
            System.err.println("Give --url and --key of a running Dibao, or use pictures, which starts one.");
            System.exit(2);
        }
        Pictures bench = new Pictures(options.get("--url"), options.get("--key"));
        System.exit(bench.measure(Integer.parseInt(options.get("--pictures")), options.get("--pid")) ? 0 : 1);
    }

    private boolean measure(int pictures, String pid) throws Exception {
        byte[] photograph = photograph();
        for (int i = 0; i < WARM_UP; i++) {
            post();
        }
        System.out.printf("memory before: %s%n", memory(pid));
        AtomicInteger next = new AtomicInteger();
        long start = System.nanoTime();
        List<Double> posts = new ArrayList<>();
        double seconds;
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<?>> putting = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                putting.add(threads.submit(() -> {
                    for (int n = next.getAndIncrement(); n < pictures; n = next.getAndIncrement()) {
                        put(photograph, n);
                    }
                    return null;
                }));
            }
            while (!putting.stream().allMatch(Future::isDone)) {
                posts.add(post());
                Thread.sleep(BETWEEN_POSTS_MS);
            }
            for (Future<?> one : putting) {
                one.get();
            }
            seconds = (System.nanoTime() - start) / 1e9;
        }
        double[] sorted = posts.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double p99 = sorted[(int) Math.min(sorted.length - 1, sorted.length * 0.99)];
        System.out.printf("%d pictures of %d bytes in %.1f s: %.0f/s (target %.0f or more)%n", pictures, photograph.length,
                seconds, pictures / seconds, TARGET_PER_SECOND);
        System.out.printf("%d posts meanwhile, live after p50 %.1f, p99 %.1f, most %.1f ms (target p99 %.0f or less)%n", sorted.length,
                sorted[sorted.length / 2], p99, sorted[sorted.length - 1], TARGET_P99_MS);
        System.out.printf("memory after: %s%n", memory(pid));
        return pictures / seconds >= TARGET_PER_SECOND && p99 <= TARGET_P99_MS;
    }

    /** Each picture is another one to its hash: the number is in a comment. */
    private void put(byte[] photograph, int number) throws Exception {
        byte[] body = photograph.clone();
        ByteBuffer.wrap(body).putInt(6, number); // in the comment after the first marker
        send(HttpRequest.newBuilder(URI.create(url + "/api/assets/bench/" + run + "-" + number + ".jpg"))
                .header("Content-Type", "image/jpeg")
                .PUT(BodyPublishers.ofByteArray(body)), 202);
    }

    /** @return milliseconds until it is live */
    private double post() throws Exception {
        String json = "{\"id\":\"" + run + "-" + posted++ + "\",\"title\":\"Post " + posted + "\",\"categories\":[\"bench\"],\"body\":\"Text\"}";
        long start = System.nanoTime();
        send(HttpRequest.newBuilder(URI.create(url + "/api/articles"))
                .header("Content-Type", "application/json")
                .header("Prefer", "wait=10")
                .POST(BodyPublishers.ofString(json)), 201);
        return (System.nanoTime() - start) / 1e6;
    }

    private void send(HttpRequest.Builder request, int expected) throws Exception {
        var answer = client.send(request.header("Authorization", "Bearer " + key).build(), BodyHandlers.ofString());
        if (answer.statusCode() != expected) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
    }

    private static String memory(String pid) throws Exception {
        return pid.isEmpty()
                ? "unknown"
                : Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                        .filter(line -> line.startsWith("VmRSS"))
                        .map(line -> line.replaceAll("\\s+", " "))
                        .findFirst()
                        .orElse("unknown");
    }

    /** 12 megapixels, with a comment at the beginning. */
    private static byte[] photograph() throws Exception {
        BufferedImage picture = new BufferedImage(4000, 3000, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        Random random = new Random(1);
        for (int i = 0; i < 9000; i++) {
            graphics.setPaint(new GradientPaint(random.nextInt(4000), random.nextInt(3000), new Color(random.nextInt(0xFFFFFF)),
                    random.nextInt(4000), random.nextInt(3000), new Color(random.nextInt(0xFFFFFF))));
            graphics.fillOval(random.nextInt(4000), random.nextInt(3000), 20 + random.nextInt(80), 20 + random.nextInt(80));
        }
        graphics.dispose();
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(picture, "jpg", jpeg);
        byte[] whole = jpeg.toByteArray();
        byte[] comment = {(byte) 0xFF, (byte) 0xFE, 0, 6, 0, 0, 0, 0};
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(whole, 0, 2);
        out.write(comment);
        out.write(whole, 2, whole.length - 2);
        byte[] all = out.toByteArray();
        return Arrays.copyOf(all, Math.max(all.length, 2_000_000)); // what comes after a picture's end does not matter
    }
}
