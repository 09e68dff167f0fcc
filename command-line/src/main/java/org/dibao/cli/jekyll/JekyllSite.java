package org.dibao.cli.jekyll;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.dibao.cli.site.ExportedArticles;
import org.dibao.cli.site.FolderWalk;
import org.dibao.cli.site.FrontMatter;
import org.dibao.cli.site.ReadSite;
import org.dibao.cli.site.RedirectLines;
import org.dibao.cli.site.SiteFile;
import org.dibao.cli.site.SiteSettings;
import org.dibao.cli.site.Values;
import org.dibao.cli.site.Yaml;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * All files of a Jekyll site, each with what becomes of it. Reads every text once and keeps none.
 *
 * @param root     where {@code _config.yml} is
 * @param files    sorted by name
 * @param exported what of it came out of Dibao as it is
 */
public record JekyllSite(Path root, JekyllConfig config, List<SiteFile> files, ExportedArticles exported)
        implements ReadSite {
    /** Where its settings are. */
    public static final String CONFIG = "_config.yml";
    /** Netlify's and others' list of redirects. */
    static final String REDIRECTS = "_redirects";

    static final List<String> POSTS = List.of("_posts", "_drafts");
    private static final Pattern TEXT =
            Pattern.compile(".*\\.(?:md|markdown|mkdn?|mkdown|html?)", Pattern.CASE_INSENSITIVE);

    /**
     * Reads a site.
     *
     * @param maxFiles how many files it may have
     * @throws Yaml.Fault if its settings cannot be read, or if it has too many files
     */
    public static JekyllSite read(Path root, int maxFiles) throws IOException, Yaml.Fault {
        Path folder = root.toAbsolutePath().normalize();
        JekyllConfig config = JekyllConfig.read(folder.resolve(CONFIG));
        List<SiteFile> files = FolderWalk.of(folder, maxFiles, new JekyllRules(config));
        return new JekyllSite(folder, config, files, ExportedArticles.read(folder));
    }

    @Override
    public String settingsName() {
        return CONFIG;
    }

    @Override
    public SiteSettings settings(Clock clock) throws IOException {
        return exported.settings() == null
                ? new JekyllSettings(this).read(clock)
                : new SiteSettings(exported.settings(), List.of());
    }

    @Override
    public Map<String, ObjectNode> documents() {
        return exported.articles();
    }

    @Override
    public List<Redirect> redirects() throws IOException {
        return RedirectLines.read(root.resolve(REDIRECTS));
    }

    @Override
    public String base() {
        String below = config.text("baseurl");
        return below == null ? "" : below.replaceFirst("/+$", "");
    }

    /** Whether a file may be an article by its name. */
    static boolean isText(String name) {
        return TEXT.matcher(name).matches();
    }

    /** The title of a page, from its front matter or what is added to it; null if it has none. */
    public static @Nullable String title(SiteFile page) {
        String added = Values.text(page.added().get("title"));
        try {
            String own = FrontMatter.of(text(page.file()))
                    .map(front -> Values.text(front.fields().get("title")))
                    .orElse(null);
            return own == null ? added : own;
        } catch (IOException | Yaml.Fault e) {
            return added;
        }
    }

    /** The text of a file; bytes that are not UTF-8 are replaced, so that the server's refusal names them. */
    public static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    /**
     * What is sent for a file: its bytes, with the front matter that is added to it.
     *
     * @throws IOException if it cannot be read
     */
    public static byte[] content(SiteFile file) throws IOException {
        byte[] bytes = Files.readAllBytes(file.file());
        if (file.added().isEmpty()) {
            return bytes;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            FrontMatter front = FrontMatter.of(text).orElse(new FrontMatter(Map.of(), "---\n", "", "---\n" + text));
            return front.with(file.added()).getBytes(StandardCharsets.UTF_8);
        } catch (Yaml.Fault | CharacterCodingException e) {
            return bytes; // the server says what is wrong
        }
    }
}
