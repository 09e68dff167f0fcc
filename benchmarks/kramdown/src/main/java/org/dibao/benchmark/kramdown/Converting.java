package org.dibao.benchmark.kramdown;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dibao.kramdown.Kramdown;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Converts all posts; one operation is all of them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Converting {
    /** Folders with Markdown files. */
    @Param("")
    public String folders = "";

    private List<String> posts = List.of();

    @Setup
    public void read() throws IOException {
        posts = Posts.below(folders);
    }

    @Benchmark
    public void kramdown(Blackhole result) {
        for (String post : posts) {
            result.consume(Kramdown.parse(post).toHtml());
        }
    }

    @Benchmark
    public void flexmark(Blackhole result) {
        for (String post : posts) {
            result.consume(Flexmark.toHtml(post));
        }
    }
}
