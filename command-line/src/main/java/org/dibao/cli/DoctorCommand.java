package org.dibao.cli;

import java.util.List;
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

    @Option(names = "--port", defaultValue = "8080", description = "The site's port (default: ${DEFAULT-VALUE}).")
    int port = 8080;

    @Option(names = "--kafka-port", defaultValue = "9094", description = "Kafka's port (default: ${DEFAULT-VALUE}).")
    int kafkaPort = 9094;

    @Option(names = "--json", description = "Print a JSON array.")
    boolean json;

    @Override
    public Integer call() {
        List<Check> checks = DoctorChecks.all(options.target(), port, kafkaPort);
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
