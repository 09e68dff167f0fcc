package org.dibao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;

/** What is in the help to be copied. */
class HelpTest {
    private static final Pattern COMMAND = Pattern.compile("\"dibao [^\"]+\"|\\./dibao [a-z]+ --help|--set \\S+=\\S+");

    @Test
    void commandsInTheHelpAreWhole() {
        for (CommandLine line : all(Dibao.commandLine())) {
            String help = line.getUsageMessage();
            UsageMessageSpec usage = line.getCommandSpec().usageMessage();
            List<String> texts = new ArrayList<>(List.of(usage.description()));
            texts.addAll(List.of(usage.footer()));
            line.getCommandSpec().args().stream()
                    .map(ArgSpec::description)
                    .flatMap(Stream::of)
                    .forEach(texts::add);
            for (String text : texts) {
                assertThat(COMMAND.matcher(text).results().map(MatchResult::group))
                        .as(line.getCommandSpec().qualifiedName())
                        .allMatch(help::contains);
            }
            for (String example : usage.footer()) {
                if (example.startsWith("  ")) {
                    assertThat(help.lines())
                            .as(line.getCommandSpec().qualifiedName())
                            .contains(example);
                }
            }
            assertThat(help.lines().filter(it -> !List.of(usage.footer()).contains(it)))
                    .as(line.getCommandSpec().qualifiedName())
                    .allMatch(it -> it.length() <= 80);
        }
    }

    private static List<CommandLine> all(CommandLine line) {
        List<CommandLine> all = new ArrayList<>(List.of(line));
        line.getSubcommands().values().forEach(it -> all.addAll(all(it)));
        return all;
    }

    @Command(
            name = "odd",
            description = "Whatever is said here is long enough for two lines, and has --set dibao.delivery.paused=true"
                    + " in the place where the first one ends.")
    private static final class Odd {
        @Option(
                names = "--a-long-name",
                description =
                        "An option's column is narrow, so \"dibao restart --data\" would be broken, or 1.5 at least.")
        boolean option;
    }

    @Test
    void whatIsOneWordOrOneCommandIsOnOneLine() {
        CommandLine line = HelpText.of(new CommandLine(new Odd()));
        assertThat(line.getUsageMessage())
                .contains("--set dibao.delivery.paused=true", "\"dibao restart --data\"", " 1.5 ")
                .doesNotContain("\u00a0");
    }
}
