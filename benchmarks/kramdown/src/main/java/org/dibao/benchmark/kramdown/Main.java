package org.dibao.benchmark.kramdown;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Measures all three in one run and prints median time and garbage of the mean post, and the ratios. */
public final class Main {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private Main() {}

    /** Of the mean post; the time is the median of all iterations. */
    private record Figure(double microseconds, double bytes) {}

    /** {@code script folder…} */
    public static void main(String[] arguments) throws IOException, RunnerException, InterruptedException {
        List<String> folders = List.of(arguments).subList(1, arguments.length);
        String joined = String.join(File.pathSeparator, folders);
        int posts = Posts.below(joined).size();
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(Converting.class.getName())
                        .param("folders", joined)
                        .forks(1)
                        .warmupIterations(4)
                        .warmupTime(TimeValue.seconds(10))
                        .measurementIterations(9)
                        .measurementTime(TimeValue.seconds(4))
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
        Figure ours = figure(results, "kramdown", posts);
        Figure flexmark = figure(results, "flexmark", posts);
        List<String> ruby = ruby(arguments[0], folders);
        double rubyMicroseconds = Double.parseDouble(ruby.getFirst());
        System.out.printf("%n%d posts, JDK %s, %s%n", posts, Runtime.version(), ruby.getLast());
        System.out.printf("this module  %9.1f µs, %8.1f KB%n", ours.microseconds, ours.bytes / 1000);
        System.out.printf(
                "flexmark     %9.1f µs, %8.1f KB: %.1f times the time, %.1f times the garbage%n",
                flexmark.microseconds,
                flexmark.bytes / 1000,
                flexmark.microseconds / ours.microseconds,
                flexmark.bytes / ours.bytes);
        System.out.printf(
                "Ruby         %9.1f µs: %.1f times the time%n", rubyMicroseconds, rubyMicroseconds / ours.microseconds);
    }

    private static Figure figure(Collection<RunResult> results, String name, int posts) {
        RunResult result = results.stream()
                .filter(each -> each.getParams().getBenchmark().endsWith("." + name))
                .findFirst()
                .orElseThrow();
        double bytes = result.getSecondaryResults().get(ALLOCATED).getScore();
        double median = result.getPrimaryResult().getStatistics().getPercentile(50);
        return new Figure(median / posts, bytes / posts);
    }

    /** Microseconds for each post, and the versions. */
    private static List<String> ruby(String script, List<String> folders) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ruby", script));
        command.addAll(folders);
        Process ruby = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = ruby.inputReader()) {
            List<String> lines = output.lines().toList();
            if (ruby.waitFor() != 0) {
                throw new IOException("Ruby with kramdown and kramdown-parser-gfm is needed.");
            }
            return lines;
        }
    }
}
