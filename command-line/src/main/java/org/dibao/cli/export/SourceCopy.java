package org.dibao.cli.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import org.dibao.cli.export.SourceSite.GivenArticle;
import org.dibao.cli.export.SourceSite.KeptFile;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A site's sources in a folder, in a form that another program knows. Beside the articles' files, {@value #SIDECAR} tells what
 * was submitted for each, so that the folder, imported again, gives exactly the same.
 */
public final class SourceCopy {
    /** A line of JSON with the {@code settings}, then one for each article: {@code file}, its {@code sha256}, and what was {@code given}. */
    public static final String SIDECAR = "_dibao.ndjson";
    /** Of NDJSON alone: a line for each article. */
    public static final String LINES = "articles.ndjson";
    /** Of NDJSON alone: the settings. */
    public static final String SETTINGS = "site.json";
    /** Of NDJSON alone: the folder of the site's files. */
    public static final String FILES = "files";

    private static final int AT_ONCE = 8;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final CopyFolder folder;
    private final SourceSite site;
    private final LongConsumer progress;
    private final Map<String, CopyState.File> files = new TreeMap<>();
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
        CopyState before = folder.open();
        List<GivenArticle> articles = articles();
        if (form.format == null) {
            lines(articles);
        } else {
            texts(form.format, articles);
        }
        for (KeptFile file : site.files()) {
            keep(file, form.format == null ? FILES + file.path() : form.format.file(file.path()));
        }
        int removed = folder.finish(before, files);
        return new Result(articles.size(), files.size(), written, removed, notes);
    }

    private List<GivenArticle> articles() throws IOException {
        List<GivenArticle> articles = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<Optional<GivenArticle>>> all = site.articles().stream()
                    .sorted()
                    .map(id -> pool.submit(() -> site.article(id)))
                    .toList();
            for (Future<Optional<GivenArticle>> one : all) {
                one.get().ifPresent(articles::add);
                progress.accept(++done);
            }
            return articles;
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException failure -> throw failure;
                case RuntimeException failure -> throw failure;
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void lines(List<GivenArticle> articles) throws IOException {
        StringBuilder lines = new StringBuilder();
        articles.forEach(article -> lines.append(article.given()).append('\n'));
        put(LINES, lines.toString());
        put(SETTINGS, site.settings().toPrettyString() + "\n");
    }

    private void texts(SourceFormat format, List<GivenArticle> articles) throws IOException {
        for (Map.Entry<String, String> own : format.site(site.settings()).entrySet()) {
            put(own.getKey(), own.getValue());
        }
        StringBuilder sidecar = new StringBuilder();
        sidecar.append(MAPPER.createObjectNode().set("settings", site.settings()))
                .append('\n');
        for (GivenArticle article : articles) {
            SourceFormat.Text text = format.article(article);
            put(text.name(), text.content());
            ObjectNode line =
                    MAPPER.createObjectNode().put("file", text.name()).put("sha256", FileNames.sha256(text.content()));
            sidecar.append(line.set("given", article.given())).append('\n');
        }
        put(SIDECAR, sidecar.toString());
    }

    private void put(String name, String text) throws IOException {
        if (folder.safe(name) == null || files.containsKey(name)) {
            notes.add(name + " cannot be a file's name here, or is another's, so it is left out.");
            return;
        }
        written += folder.put(name, text) ? 1 : 0;
        files.put(name, new CopyState.File("", "", ""));
    }

    private void keep(KeptFile file, String name) throws IOException {
        Path to = folder.safe(name);
        if (to == null || files.containsKey(name)) {
            notes.add(file.path() + " cannot be a file's name here, or is another's, so it is left out.");
            return;
        }
        if (!Files.isRegularFile(to) || !CopyState.digest(to).equals(file.hash())) {
            Path part = folder.temporary();
            try {
                site.fetch(file, part);
                Files.createDirectories(to.getParent());
                Files.move(part, to, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
            written++;
        }
        files.put(name, new CopyState.File("", "", ""));
        progress.accept(++done);
    }
}
