package org.dibao.acceptance.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dibao.cli.RunFile;
import org.dibao.standalone.Options;
import org.dibao.standalone.Standalone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each metric is there from the start of its service, described and in the table. */
class MetricsReferenceTest {
    private static final List<String> SERVICES = List.of("gateway", "ingest", "store", "render", "delivery");
    private static final Set<String> FACTORIES = Set.of("counter", "timer", "summary", "gauge", "more", "builder");

    @TempDir
    private static Path data = Path.of("");

    private static final Map<String, List<Metric>> METRICS = new TreeMap<>();

    private final Watched watched = Watched.read();

    @BeforeAll
    static void askEachServiceThatHasJustStarted() throws Exception {
        try (Standalone dibao = Standalone.start(Options.onFreePorts(data));
                HttpClient http = HttpClient.newHttpClient()) {
            assertThat(dibao.url()).isNotBlank();
            for (var service : RunFile.read(data).orElseThrow().management().entrySet()) {
                HttpRequest request = HttpRequest.newBuilder(URI.create(service.getValue() + "/actuator/prometheus"))
                        .build();
                METRICS.put(
                        service.getKey(),
                        Metric.in(http.send(request, BodyHandlers.ofString()).body()));
            }
        }
    }

    @AfterAll
    static void forget() {
        METRICS.clear();
    }

    @Test
    void theTableIsUpToDate() throws IOException {
        assertThat(METRICS).containsOnlyKeys(SERVICES);
        StringBuilder all = new StringBuilder();
        append(
                all,
                "All services",
                METRICS.get("gateway").stream()
                        .filter(MetricsReferenceTest::ofAll)
                        .toList());
        for (String service : SERVICES) {
            String heading = service.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + service.substring(1);
            append(
                    all,
                    heading,
                    METRICS.get(service).stream().filter(it -> !ofAll(it)).toList());
        }
        new GeneratedPart("metrics.md").mustBe(all.append("\n").toString());
    }

    private static boolean ofAll(Metric metric) {
        return METRICS.values().stream().allMatch(metrics -> metrics.contains(metric));
    }

    private void append(StringBuilder all, String heading, List<Metric> metrics) {
        if (metrics.isEmpty()) {
            return;
        }
        all.append("\n## ")
                .append(heading)
                .append(
                        "\n\n| metric | type | labels | meaning | alert, or panel of the dashboard |\n|---|---|---|---|---|\n");
        metrics.stream()
                .sorted(java.util.Comparator.comparing(Metric::name))
                .forEach(metric -> all.append("| `")
                        .append(metric.name())
                        .append("` | ")
                        .append(metric.type())
                        .append(" | ")
                        .append(String.join(", ", metric.labels()))
                        .append(" | ")
                        .append(metric.meaning())
                        .append(" | ")
                        .append(String.join("; ", watched.by(metric.name())))
                        .append(" |\n"));
    }

    @Test
    void aMetricSaysWhatItIs() {
        METRICS.forEach((service, metrics) -> assertThat(metrics)
                .describedAs("metrics of %s without a description", service)
                .filteredOn(metric -> metric.meaning().isEmpty())
                .isEmpty());
    }

    @Test
    void aMetricHasAnAlertOrAPanel() {
        METRICS.forEach((service, metrics) -> assertThat(metrics)
                .describedAs("metrics of %s that docker/monitoring does not ask for", service)
                .filteredOn(metric -> watched.by(metric.name()).isEmpty())
                .isEmpty());
    }

    /** Else it is missing from the table, and a rate cannot be told from its first value. */
    @Test
    void aMetricIsThereFromTheStart() {
        Set<String> known = new TreeSet<>();
        METRICS.values().forEach(metrics -> metrics.forEach(metric -> known.add(metric.name())));
        for (ClassModel type : ClassFiles.all()) {
            for (String name : registered(type)) {
                String exposed = name.replace('.', '_');
                assertThat(known)
                        .describedAs(
                                "%s, which %s registers only later",
                                name, type.thisClass().asInternalName())
                        .anyMatch(it -> it.equals(exposed) || it.startsWith(exposed + "_"));
            }
        }
    }

    /** The names that are written out where a meter is made. */
    private static Set<String> registered(ClassModel type) {
        Set<String> names = new TreeSet<>();
        for (MethodModel method : type.methods()) {
            List<String> strings = new ArrayList<>();
            for (CodeElement element :
                    method.code().<Iterable<CodeElement>>map(it -> it).orElse(List.of())) {
                switch (element) {
                    case ConstantInstruction constant
                    when constant.constantValue() instanceof String text && text.startsWith("dibao.") ->
                        strings.add(text);
                    case InvokeInstruction call
                    when call.owner().asInternalName().startsWith("io/micrometer/core/instrument/")
                            && FACTORIES.contains(call.name().stringValue()) -> {
                        names.addAll(strings);
                        strings.clear();
                    }
                    default -> {}
                }
            }
        }
        return names;
    }
}
