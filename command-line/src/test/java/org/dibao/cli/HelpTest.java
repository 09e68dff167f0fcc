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
    private static final Pattern COMMAND = Pattern.compile(
            "\"dibao [^\"]+\"|\\./dibao [a-z]+ --help|--set \\S+=\\S+|https?://[^\\s\"),;]*[^\\s\"),;.]");

    /** An address that is left out, is a path only, or has another host or port than an instance on this machine. */
    private static final Pattern ELSEWHERE = Pattern.compile(
            "\\bcurl\\b(?!.* http://127\\.0\\.0\\.1:8080/)| /api/|localhost|127\\.0\\.0\\.1(?!:8080\\b)|\\.\\.\\.$");

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
                assertThat(ELSEWHERE.matcher(example).find())
                        .as(example + " can be copied where Dibao runs with its defaults")
                        .isFalse();
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
                        "An option's column is narrow, so \"dibao restart --data\" would be broken, or 1.5 at least,"
                                + " and not only http://127.0.0.1:8080/a-long/address.html?x=a-b.")
        boolean option;
    }

    @Test
    void whatIsOneWordOrOneCommandIsOnOneLine() {
        CommandLine line = HelpText.of(new CommandLine(new Odd()));
        assertThat(line.getUsageMessage())
                .contains(
                        "--set dibao.delivery.paused=true",
                        "\"dibao restart --data\"",
                        " 1.5 ",
                        "http://127.0.0.1:8080/a-long/address.html?x=a-b.")
                .doesNotContain("\u00a0");
    }
}
