package org.dibao.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in a sentence what is wrong with a command line, and which help to ask for. */
public final class UsageErrors implements IParameterExceptionHandler {
    private static final Set<Class<?>> WHOLE = Set.of(int.class, long.class, Integer.class, Long.class);
    private static final Pattern OPTION = Pattern.compile("--[a-z-]+");

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine line = e.getCommandLine();
        String command = line.getCommandSpec().qualifiedName();
        String reason = switch (e) {
            case UnmatchedArgumentException unmatched -> unknown(unmatched, line);
            case MissingParameterException missing -> missing(missing, args);
            case OverwrittenOptionException twice -> name(twice.getOverwritten()) + " is given more than once";
            case MutuallyExclusiveArgsException _ -> "Only one of these can be given: " + names(e.getMessage());
            default -> wrongValue(e);
        };
        line.getErr().println("dibao: " + (reason.matches("(?s).*[.?]") ? reason : reason + "."));
        line.getErr().println("\"" + command + " --help\" shows what it takes.");
        return Exit.USAGE;
    }

    private static String missing(MissingParameterException e, String[] args) {
        ArgSpec first =
                e.getMissing().isEmpty() ? e.getArgSpec() : e.getMissing().getFirst();
        if (first == null) {
            return missing(e.getCommandLine());
        }
        boolean given =
                first instanceof OptionSpec option && Arrays.stream(args).anyMatch(List.of(option.names())::contains);
        return given
                ? name(first) + " has no value: write it as " + name(first) + "=" + first.paramLabel()
                : name(first) + " is missing" + (first instanceof OptionSpec ? ": " + what(first) : "");
    }

    /** Its description, within a sentence. */
    private static String what(ArgSpec option) {
        String text = String.join(" ", option.description());
        return Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }

    private static String missing(CommandLine line) {
        return "A command is missing: give one of "
                + String.join(", ", line.getSubcommands().keySet());
    }

    /** What is wrong with a value. */
    private static String wrongValue(ParameterException e) {
        ArgSpec argument = e.getArgSpec();
        String value = e.getValue();
        if (argument == null) {
            return value == null ? missing(e.getCommandLine()) : "Unknown command \"" + value + "\"";
        }
        if (value == null) {
            return name(argument) + ": write it as " + name(argument) + "=" + argument.paramLabel();
        }
        String told = name(argument) + ": \"" + value + "\" is ";
        Class<?> type = argument.isMultiValue() ? argument.auxiliaryTypes()[0] : argument.type();
        if (WHOLE.contains(type)) {
            return told + "not a whole number";
        }
        return type.isEnum()
                ? told + "none of "
                        + Stream.of(type.getEnumConstants())
                                .map(String::valueOf)
                                .collect(Collectors.joining(", "))
                : told + "not " + argument.paramLabel();
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static String names(@Nullable String message) {
        return OPTION.matcher(String.valueOf(message))
                .results()
                .map(MatchResult::group)
                .distinct()
                .collect(Collectors.joining(", "));
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
