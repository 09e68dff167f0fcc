package org.dibao.cli;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in a sentence what is wrong with a command line, and which help to ask for. */
public final class UsageErrors implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine line = e.getCommandLine();
        String command = line.getCommandSpec().qualifiedName();
        String reason = e instanceof UnmatchedArgumentException unmatched ? unknown(unmatched, line) : wrongValue(e);
        line.getErr().println("dibao: " + (reason.matches("(?s).*[.?]") ? reason : reason + "."));
        line.getErr().println("\"" + command + " --help\" shows what it takes.");
        return Exit.USAGE;
    }

    /** What is wrong with a value; other faults are told in the parser's words. */
    private static String wrongValue(ParameterException e) {
        ArgSpec argument = e.getArgSpec();
        String value = e.getValue();
        if (argument == null || value == null) {
            return String.valueOf(e.getMessage());
        }
        String name = argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
        Class<?> type = argument.type();
        if (type == int.class || type == long.class) {
            return name + ": \"" + value + "\" is not a whole number";
        }
        return type.isEnum()
                ? name + ": \"" + value + "\" is none of "
                        + Stream.of(type.getEnumConstants())
                                .map(String::valueOf)
                                .collect(Collectors.joining(", "))
                : String.valueOf(e.getMessage());
    }

    private static String unknown(UnmatchedArgumentException unmatched, CommandLine line) {
        List<String> words = unmatched.getUnmatched();
        String word = words.getFirst();
        String kind = word.startsWith("-") ? "option" : line.getSubcommands().isEmpty() ? "argument" : "command";
        // The parser also offers names that have little in common with the word.
        String alike = unmatched.getSuggestions().stream()
                .map(String::strip)
                .filter(name -> name.charAt(0) == word.charAt(0))
                .findFirst()
                .map(name -> ": did you mean \"" + name + "\"?")
                .orElse("");
        return "Unknown " + kind + " \"" + word + "\"" + alike;
    }
}
