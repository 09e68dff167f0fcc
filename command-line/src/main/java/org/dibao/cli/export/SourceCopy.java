package org.dibao.cli.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import org.dibao.cli.export.SourceSite.GivenArticle;
import org.dibao.cli.export.SourceSite.KeptFile;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A site's sources in a folder, in a form that another program knows. Beside the articles' files, {@value #SIDECAR} tells what
 * was submitted for each, so that the folder, imported again, gives exactly the same.
 */
public final class SourceCopy {
    /**
     * A line of JSON with the {@code settings}, then one for each article: {@code file}, its {@code sha256}, and what was
     * {@code given}.
     */
    public static final String SIDECAR = "_dibao.ndjson";
    /** Of NDJSON alone: a line for each article. */
    public static final String LINES = "articles.ndjson";
    /** Of NDJSON alone: the settings. */
    public static final String SETTINGS = "site.json";
    /** Of NDJSON alone: the folder of the site's files. */
    public static final String FILES = "files";

    private static final int AT_ONCE = 8;
    private static final int AT_A_TIME = 200;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final CopyFolder folder;
    private final SourceSite site;
    private final LongConsumer progress;
    private final Set<String> files = new TreeSet<>();
    private final List<String> notes = new ArrayList<>();
    private int written;
    private long done;

    /** In what form. */
    public enum Form {
        JEKYLL(new JekyllFormat()),
        HUGO(new HugoFormat()),
        NDJSON(null);

        private final @Nullable SourceFormat format;

        Form(@Nullable SourceFormat format) {
            this.format = format;
        }
    }

    /** @param notes what could not be written, each a sentence */
    public record Result(int articles, int files, int written, int removed, List<String> notes) {}

    /** @param progress told how many articles and files are done */
    public SourceCopy(Path folder, SourceSite site, LongConsumer progress) {
        this.folder = new CopyFolder(folder);
        this.site = site;
        this.progress = progress;
    }

    /**
     * Writes what has changed, and removes what an earlier copy left there and is no more.
     *
     * @throws StaticCopy.Refusal if the folder has something else in it
     */
    public Result write(Form form) throws IOException {
        try (CopyState state = folder.open(form.name().toLowerCase(Locale.ROOT))) {
            return write(form.format, state);
        }
    }

    private Result write(@Nullable SourceFormat format, CopyState state) throws IOException {
        Set<String> before = Set.copyOf(state.files());
        JsonNode settings = site.settings();
        if (format == null) {
            put(SETTINGS, settings.toPrettyString() + "\n");
        } else {
            for (Map.Entry<String, String> own : format.site(settings).entrySet()) {
                put(own.getKey(), own.getValue());
            }
        }
        int articles = articles(format, settings);
        for (KeptFile file : site.files()) {
            keep(file, format == null ? FILES + file.path() : format.file(file.path()));
        }
        for (String name : files) {
            state.putFile(name);
        }
        int removed = 0;
        for (String old : before) {
            if (!files.contains(old)) {
                removed += folder.delete(old) ? 1 : 0;
                state.removeFile(old);
            }
        }
        return new Result(articles, files.size(), written, removed, notes);
    }

    /** Some at a time, so that an archive of any size needs no more memory. */
    private int articles(@Nullable SourceFormat format, JsonNode settings) throws IOException {
        GivenTimes times = GivenTimes.of(settings, Instant.now());
        List<String> ids = site.articles().stream().sorted().toList();
        Path part = folder.temporary();
        int count = 0;
        try (ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE)) {
            try (BufferedWriter lines = Files.newBufferedWriter(part)) {
                if (format != null) {
                    line(lines, MAPPER.createObjectNode().set("settings", settings));
                }
                for (int from = 0; from < ids.size(); from += AT_A_TIME) {
                    for (GivenArticle given :
                            fetched(pool, ids.subList(from, Math.min(ids.size(), from + AT_A_TIME)))) {
                        GivenArticle article = times.lasting(given);
                        line(lines, format == null ? article.given() : text(format, article));
                        count++;
                    }
                }
            }
            String name = format == null ? LINES : SIDECAR;
            written += folder.place(name, part) ? 1 : 0;
            files.add(name);
            return count;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void line(BufferedWriter lines, JsonNode line) throws IOException {
        lines.write(line.toString());
        lines.write('\n');
    }

    /** Writes an article's file, and gives what is noted of it. */
    private JsonNode text(SourceFormat format, GivenArticle article) throws IOException {
        SourceFormat.Text text = format.article(article);
        put(text.name(), text.content());
        return MAPPER.createObjectNode()
                .put("file", text.name())
                .put("sha256", FileNames.sha256(text.content()))
                .set("given", article.given());
    }

    private List<GivenArticle> fetched(ExecutorService pool, List<String> ids) throws IOException {
        List<GivenArticle> articles = new ArrayList<>();
        try {
            List<Future<Optional<GivenArticle>>> all =
                    ids.stream().map(id -> pool.submit(() -> site.article(id))).toList();
            for (Future<Optional<GivenArticle>> one : all) {
                one.get().ifPresent(articles::add);
                progress.accept(++done);
            }
            return articles;
        } catch (ExecutionException e) {
            pool.shutdownNow();
            switch (e.getCause()) {
                case IOException failure -> throw failure;
                case RuntimeException failure -> throw failure;
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        } catch (InterruptedException e) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void put(String name, String text) throws IOException {
        if (folder.safe(name) == null || files.contains(name)) {
            notes.add(name + " cannot be a file's name here, or is another's, so it is left out.");
            return;
        }
        written += folder.put(name, text) ? 1 : 0;
        files.add(name);
    }

    private void keep(KeptFile file, String name) throws IOException {
        Path to = folder.safe(name);
        if (to == null || files.contains(name)) {
            notes.add(file.path() + " cannot be a file's name here, or is another's, so it is left out.");
            return;
        }
        if (!Files.isRegularFile(to) || !CopyFolder.digest(to).equals(file.hash())) {
            Path part = folder.temporary();
            try {
                site.fetch(file, part);
                folder.place(name, part);
            } finally {
                Files.deleteIfExists(part);
            }
            written++;
        }
        files.add(name);
        progress.accept(++done);
    }
}
