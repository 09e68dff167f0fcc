package org.dibao.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Finds what keeps Dibao from running and says how to fix it. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Check this machine and the running instance, and say how to fix what is wrong.",
        footerHeading = "%nExample:%n",
        footer = "  dibao doctor --port 9000")
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    TargetOptions options = new TargetOptions();

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "The site's port (default: that of the last start, else " + GivenOptions.DEFAULT_PORT + ").")
    @Nullable
    Integer port;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            description =
                    "Kafka's port (default: that of the last start, else " + GivenOptions.DEFAULT_KAFKA_PORT + ").")
    @Nullable
    Integer kafkaPort;

    @Option(names = "--json", description = "Print a JSON array.")
    boolean json;

    @Override
    public Integer call() {
        Target target = options.target();
        GivenOptions ports = new GivenOptions(port, kafkaPort, null, Map.of()).over(GivenOptions.read(target.data()));
        List<Check> checks =
                DoctorChecks.all(target, options.url != null, ports.portOrDefault(), ports.kafkaPortOrDefault());
        var out = CommandOutput.of(spec);
        if (json) {
            out.println(LenientJson.MAPPER.writeValueAsString(checks));
        } else {
            for (Check check : checks) {
                out.printf("%-5s %-12s %s%n", check.ok() ? "ok" : "WRONG", check.name(), check.found());
                if (!check.ok()) {
                    out.println("      -> " + check.mend());
                }
            }
        }
        return checks.stream().allMatch(Check::ok) ? Exit.OK : Exit.REFUSED;
    }
}
