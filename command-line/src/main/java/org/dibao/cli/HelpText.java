package org.dibao.cli;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Model.CommandSpec;

/** Help with commands that can be copied: a line ends within none of them, and an example is one line, however long it is. */
public final class HelpText extends Help {
    private static final String EXAMPLE = "  ";

    private static final Pattern COMMAND =
            Pattern.compile("\"dibao [^\"]+\"|\\./dibao [a-z]+ --help|--[a-z-]+ \\S+=\\S+");
    /** The parser would also end a line after such a full stop. */
    private static final Pattern DOT_IN_A_WORD = Pattern.compile("\\.(?=\\S)");

    /** Stand for a space and for a full stop after which no line ends, until the lines are made; no help has them. */
    private static final char SPACE = '\u00a0';

    private static final char DOT = '\uA4F8';

    private HelpText(CommandSpec command, ColorScheme scheme) {
        super(command, scheme);
    }

    /** The same, with such help for all its commands. */
    public static CommandLine of(CommandLine line) {
        return line.setHelpFactory(HelpText::new);
    }

    private static String whole(String text) {
        String commands = COMMAND.matcher(text)
                .replaceAll(it -> it.group().replace(' ', SPACE).replace("$", "\\$"));
        return DOT_IN_A_WORD.matcher(commands).replaceAll(String.valueOf(DOT));
    }

    private static String written(String lines) {
        return lines.replace(SPACE, ' ').replace(DOT, '.');
    }

    private String paragraphs(String... texts) {
        var usage = commandSpec().usageMessage();
        return written(join(
                        ansi(),
                        usage.width(),
                        usage.adjustLineBreaksForWideCJKCharacters(),
                        Stream.of(texts).map(HelpText::whole).toArray(String[]::new),
                        new StringBuilder())
                .toString());
    }

    @Override
    public String description(Object... params) {
        return paragraphs(commandSpec().usageMessage().description());
    }

    @Override
    public String footer(Object... params) {
        StringBuilder footer = new StringBuilder();
        for (String line : commandSpec().usageMessage().footer()) {
            footer.append(line.startsWith(EXAMPLE) ? line.formatted() + System.lineSeparator() : paragraphs(line));
        }
        return footer.toString();
    }

    @Override
    public IOptionRenderer createDefaultOptionRenderer() {
        IOptionRenderer plain = super.createDefaultOptionRenderer();
        return (option, label, scheme) -> whole(plain.render(option, label, scheme));
    }

    @Override
    public IParameterRenderer createDefaultParameterRenderer() {
        IParameterRenderer plain = super.createDefaultParameterRenderer();
        return (parameter, label, scheme) -> whole(plain.render(parameter, label, scheme));
    }

    /** Descriptions are in the last column. */
    private Text[][] whole(Text[][] rows) {
        for (Text[] row : rows) {
            row[row.length - 1] = ansi().text(whole(row[row.length - 1].toString()));
        }
        return rows;
    }

    @Override
    public String optionList() {
        return written(super.optionList());
    }

    @Override
    public String parameterList() {
        return written(super.parameterList());
    }

    @Override
    public String exitCodeList() {
        return written(super.exitCodeList());
    }

    @Override
    public String commandList() {
        return written(super.commandList());
    }
}
