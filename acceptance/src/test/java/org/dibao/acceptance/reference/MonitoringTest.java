package org.dibao.acceptance.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Alert rules and the dashboard ask for metrics that exist. */
class MonitoringTest {
    private static final Pattern METRIC = Pattern.compile("\\bdibao_\\w+");

    @ParameterizedTest
    @ValueSource(strings = {"docker/monitoring/alerts.yml", "docker/monitoring/grafana/dashboards/dibao.json"})
    void eachMetricIsInTheReference(String file) throws Exception {
        Set<String> known = metrics("docs/metrics.md");
        assertThat(known).hasSizeGreaterThan(40);
        Set<String> asked = metrics(file);
        assertThat(asked)
                .hasSizeGreaterThan(10)
                .allSatisfy(name -> assertThat(known).contains(name.replaceFirst("_(?:bucket|count|sum)$", "")));
    }

    private static Set<String> metrics(String file) throws Exception {
        Set<String> names = new TreeSet<>();
        Matches.all(METRIC, Files.readString(Checkout.root().resolve(file))).forEach(it -> names.add(it.group()));
        return names;
    }
}
