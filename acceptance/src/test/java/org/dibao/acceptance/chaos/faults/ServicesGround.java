package org.dibao.acceptance.chaos.faults;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.dibao.acceptance.client.Answer;
import org.dibao.acceptance.client.Site;

/**
 * Each service in a process of its own, of store and render two, with a broker and a database server of their own: what is in
 * between goes by wires.
 */
public final class ServicesGround implements Ground {
    private static final List<String> OF_THE_BROKER =
            List.of("ingest", "store-1", "store-2", "render-1", "render-2", "delivery", "gateway");
    private static final List<String> OF_THE_DATABASE =
            List.of("store-1", "store-2", "render-1", "render-2", "delivery");
    private static final Set<String> TWICE = new LinkedHashSet<>(List.of("store-1", "store-2", "render-1", "render-2"));
    private static final Set<String> POISONED = new LinkedHashSet<>(List.of("store-1", "store-2", "kafka", "mongo"));
    private static final int SLOW_MILLIS = 400;
    private static final String SECRET = "of-the-chaos";

    private final Map<String, Jvm> processes = new LinkedHashMap<>();
    private final Map<String, Integer> management = new LinkedHashMap<>();
    private final Map<String, Wire> wires = new LinkedHashMap<>();
    private final Map<String, String> mains;
    private final Path folder;
    private final SmallDisk disk;
    private final Poison poison = new Poison();
    private final Broker broker;
    private final int database = Jvm.freePort();
    private final Site site;

    /** @param mains the classes of services that are not their own, by instance: what is broken on purpose */
    public ServicesGround(Path folder, Map<String, String> mains) {
        this.folder = folder;
        this.mains = mains;
        this.broker = new Broker(folder, OF_THE_BROKER);
        broker.wires().forEach((client, wire) -> wires.put(client + " to kafka", wire));
        OF_THE_DATABASE.forEach(client -> wires.put(client + " to mongo", new Wire(database)));
        disk = new SmallDisk(folder.resolve("disk"));
        Path log = folder.resolve("disk/kafka");
        Path settings = broker.configured(log);
        new Jvm(
                        "format",
                        folder,
                        128,
                        0,
                        List.of(
                                "kafka.tools.StorageTool",
                                "format",
                                "--cluster-id",
                                cluster(),
                                "--config",
                                settings.toString()))
                .run();
        add("kafka", 512, broker.port(), List.of("kafka.Kafka", settings.toString()));
        add(
                "mongo",
                384,
                database,
                List.of(
                        DatabaseServer.class.getName(),
                        folder.resolve("mongo/documents.mv").toString(),
                        Integer.toString(database)));
        processes.values().forEach(Jvm::start);
        processes.values().forEach(Jvm::awaitOpen);

        int ingest = service(
                "ingest",
                "org.dibao.ingest.IngestApplication",
                List.of(
                        "--dibao.files.dir=" + folder.resolve("files"),
                        "--dibao.ingest.storage.min-free=" + SmallDisk.MIN_FREE_MEGABYTES + "MB"));
        int store = service("store-1", "org.dibao.store.StoreApplication", List.of());
        service("store-2", "org.dibao.store.StoreApplication", List.of());
        int render = service("render-1", "org.dibao.render.RenderApplication", List.of());
        service("render-2", "org.dibao.render.RenderApplication", List.of());
        int delivery = service(
                "delivery",
                "org.dibao.delivery.DeliveryApplication",
                List.of(
                        "--dibao.delivery.store-url=http://127.0.0.1:" + store,
                        "--dibao.delivery.render-url=http://127.0.0.1:" + render));
        int gateway = service(
                "gateway",
                "org.dibao.gateway.GatewayApplication",
                List.of(
                        "--dibao.gateway.ingest-url=" + wired("gateway to ingest", ingest),
                        "--dibao.gateway.store-url=" + wired("gateway to store", store),
                        "--dibao.gateway.render-url=" + wired("gateway to render", render),
                        "--dibao.gateway.delivery-url=" + wired("gateway to delivery", delivery)));
        processes.values().stream().skip(2).forEach(Jvm::start);
        processes.values().forEach(Jvm::awaitOpen);
        site = new Site(URI.create("http://127.0.0.1:" + gateway), "key-of-the-chaos", "127.0.0.1:" + broker.port());
    }

    private static String cluster() {
        return java.util.Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(java.nio.ByteBuffer.allocate(16)
                        .putLong(UUID.randomUUID().getMostSignificantBits())
                        .putLong(UUID.randomUUID().getLeastSignificantBits())
                        .array());
    }

    private void add(String name, int megabytes, int port, List<String> main) {
        processes.put(name, new Jvm(name, folder, megabytes, port, main));
    }

    private String wired(String name, int port) {
        Wire wire = new Wire(port);
        wires.put(name, wire);
        return "http://127.0.0.1:" + wire.port();
    }

    private Wire wire(String name) {
        return Objects.requireNonNull(wires.get(name), name);
    }

    private Jvm process(String name) {
        return Objects.requireNonNull(processes.get(name), name);
    }

    private int service(String instance, String main, List<String> more) {
        int port = Jvm.freePort();
        management.put(instance, Jvm.freePort());
        String kind = instance.replaceFirst("-[0-9]$", "");
        List<String> arguments = new ArrayList<>(List.of(
                mains.getOrDefault(instance, mains.getOrDefault(kind, main)),
                "--server.port=" + port,
                "--management.server.port=" + management.get(instance),
                "--dibao.kafka.bootstrap-servers=127.0.0.1:"
                        + wire(instance + " to kafka").port(),
                "--dibao.service-secret=" + SECRET,
                "--dibao." + kind + ".instance=" + instance));
        Wire wire = wires.get(instance + " to mongo");
        if (wire != null) {
            arguments.add("--dibao." + kind + ".mongo-uri=mongodb://127.0.0.1:" + wire.port() + "/" + kind);
        }
        arguments.addAll(
                switch (kind) {
                    case "render" ->
                        List.of(
                                "--dibao.render.search.dir=" + folder.resolve(instance + "-search"),
                                "--dibao.render.theme-kept-dir=" + folder.resolve(instance + "-theme"));
                    case "delivery" ->
                        List.of(
                                "--dibao.delivery.key-file=" + folder.resolve("delivery-key"),
                                "--dibao.delivery.retry-delays=100ms,200ms,500ms",
                                "--dibao.delivery.target.allow=127.0.0.0/8",
                                "--dibao.delivery.target.ports=1-65535");
                    case "gateway" ->
                        List.of(
                                "--dibao.files.dir=" + folder.resolve("files"),
                                "--dibao.gateway.data-dir=" + folder.resolve("gateway"),
                                "--dibao.api-key=key-of-the-chaos",
                                "--dibao.gateway.limits.per-key=0",
                                "--dibao.gateway.limits.per-address=0");
                    default -> List.of();
                });
        arguments.addAll(more);
        add(instance, 256, port, arguments);
        return port;
    }

    @Override
    public Site site() {
        return site;
    }

    @Override
    public Fault fault(Random random) {
        int which = random.nextInt(100);
        String process = any(processes.keySet(), random);
        String wire = any(wires.keySet(), random);
        if (which < 5 && disk.isMounted()) {
            return disk.full(site, 1 + random.nextInt(8));
        } else if (which < 10) {
            return poison.alone(site, random);
        } else if (which < 15) {
            return poison.before(kill(any(POISONED, random), random.nextInt(3)), site, random);
        } else if (which < 50) {
            return kill(process, random.nextInt(3));
        } else if (which < 58) {
            return overtake(any(TWICE, random), 15 + random.nextInt(10));
        } else if (which < 70) {
            return pause(process, pauseSeconds(random));
        } else if (which < 75) {
            return stop(process, random.nextInt(3));
        } else if (which < 85) {
            return wire("cut", wire, 1 + random.nextInt(12), it -> it.set(Wire.State.CUT));
        } else if (which < 92) {
            return wire("silence", wire, 1 + random.nextInt(20), it -> it.set(Wire.State.SILENT));
        }
        return slow(wire, 50 + random.nextInt(1000), 5 + random.nextInt(10));
    }

    /** By {@code kill -9}, and started again after some seconds. */
    public Fault kill(String process, int seconds) {
        Jvm victim = process(process);
        return fault("kill -9 " + process, process, seconds, victim::kill, victim::startAgain);
    }

    /** Stopped by SIGSTOP for some seconds. */
    public Fault pause(String process, int seconds) {
        Jvm victim = process(process);
        return fault("pause " + process, process, seconds, () -> victim.signal("STOP"), () -> victim.signal("CONT"));
    }

    /** Stopped in the middle of its writes, for so long that the other one takes its place: then both are active. */
    public Fault overtake(String process, int seconds) {
        Jvm victim = process(process);
        Wire wire = wire(process + " to mongo");
        return fault(
                "overtake " + process,
                process,
                seconds,
                () -> {
                    wire.slow(SLOW_MILLIS);
                    sleep(3 * SLOW_MILLIS);
                    victim.signal("STOP");
                    wire.set(Wire.State.WHOLE);
                },
                () -> victim.signal("CONT"));
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What nobody can read is appended, while whoever makes dead letters of it is killed. */
    public Fault poisonAndKill(String process) {
        return poison.before(kill(process, 0), site, new Random(0));
    }

    private Fault stop(String process, int seconds) {
        Jvm victim = process(process);
        return fault("stop " + process, process, seconds, victim::stop, victim::startAgain);
    }

    /** @param wire such as {@code store-1 to mongo} */
    public Fault slow(String wire, int millis, int seconds) {
        return wire("slow", wire, seconds, it -> it.slow(millis));
    }

    private Fault wire(String what, String name, int seconds, Consumer<Wire> strike) {
        Wire wire = wire(name);
        return fault(what + " " + name, name, seconds, () -> strike.accept(wire), () -> wire.set(Wire.State.WHOLE));
    }

    private static Fault fault(String name, String of, int seconds, Runnable strike, Runnable mend) {
        boolean forgets = of.equals("gateway") && !name.startsWith("pause");
        return new Fault(name, Duration.ofSeconds(seconds), forgets, strike, mend);
    }

    /** Mostly beyond the time-outs of ten seconds, seldom for up to two minutes. */
    private static int pauseSeconds(Random random) {
        return random.nextInt(10) == 0 ? 60 + random.nextInt(60) : 5 + random.nextInt(25);
    }

    private static String any(Set<String> names, Random random) {
        return List.copyOf(names).get(random.nextInt(names.size()));
    }

    @Override
    public Map<String, String> unwell() {
        Map<String, String> unwell = new LinkedHashMap<>();
        management.forEach((instance, port) -> {
            URI address = URI.create("http://127.0.0.1:" + port);
            try {
                Answer answer = new Site(address, "", "").get("/actuator/health");
                if (answer.status() != 200) {
                    unwell.put(instance, answer.text());
                }
            } catch (UncheckedIOException e) {
                unwell.put(instance, String.valueOf(e.getMessage()));
            }
        });
        return unwell;
    }

    /** A gateway that has just started has no pages. */
    @Override
    public void forgetPages() {
        Jvm gateway = process("gateway");
        gateway.stop();
        gateway.startAgain();
    }

    @Override
    public void close() {
        List<Jvm> all = new ArrayList<>(processes.values());
        all.reversed().forEach(Jvm::close);
        wires.values().forEach(Wire::close);
        disk.close();
    }
}
