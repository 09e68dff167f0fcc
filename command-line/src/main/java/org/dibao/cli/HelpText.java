package org.dibao.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Model.CommandSpec;

/** Help with commands and addresses that can be copied: a line ends within none of them, and an example is one line, however long it is. */
public final class HelpText extends Help {
    private static final String EXAMPLE = "  ";

    private static final Pattern COMMAND =
            Pattern.compile("\"dibao [^\"]+\"|\\./dibao [a-z]+ --help|--[a-z-]+ \\S+=\\S+");
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s\"),;]+");
    /** The parser would also end a line after such a full stop. */
    private static final Pattern DOT_IN_A_WORD = Pattern.compile("\\.(?=\\S)");

    /** Stand for a space and for a full stop after which no line ends, until the lines are made; no help has them. */
    private static final char SPACE = '\u00a0';

    private static final char DOT = '\uA4F8';
    /** Stands, with the character added, for one within an address, after which a line might end. */
    private static final char IN_ADDRESS = '\uE000';

    private static final Pattern KEPT = Pattern.compile("[\uE000-\uE07F]");

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
        String addresses = ADDRESS.matcher(commands)
                .replaceAll(it -> it.group()
                        .codePoints()
                        .map(c -> c < 0x80 && !Character.isLetterOrDigit(c) ? IN_ADDRESS + c : c)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString());
        return DOT_IN_A_WORD.matcher(addresses).replaceAll(String.valueOf(DOT));
    }

    private static String written(String lines) {
        String text = lines.replace(SPACE, ' ').replace(DOT, '.');
        return KEPT.matcher(text)
                .replaceAll(it -> Matcher.quoteReplacement(
                        String.valueOf((char) (it.group().charAt(0) - IN_ADDRESS))));
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
