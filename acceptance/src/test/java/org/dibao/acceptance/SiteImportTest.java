package org.dibao.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dibao.acceptance.client.Site;
import org.dibao.acceptance.sample.Unique;
import org.dibao.acceptance.system.Running;
import org.dibao.cli.Dibao;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A Jekyll site's folder comes in as a whole, by the command. */
@ExtendWith(Running.class)
class SiteImportTest {
    private final Site site;

    @TempDir
    Path folder;

    SiteImportTest(Site site) {
        this.site = site;
    }

    @Test
    void postsPagesAndCollectionsHaveTheirAddressesAndKnowOfOneAnother() throws IOException {
        String name = Unique.word("zhan");
        write("_config.yml", """
                title: %1$s
                permalink: pretty
                collections: {%1$sdocs: {output: true}}
                defaults: [{scope: {path: "", type: posts}, values: {author: "%1$s desk"}}]
                """.formatted(name));
        write("_data/prices.csv", "what,price\ntea,\"1,50\"\n");
        write(
                "_posts/2026-01-02-%s.md".formatted(name),
                "---\ntitle: Post\n---\nSee [it]({%% link %1$s.md %%}).\n{%% for p in site.data.prices %%}{{ p.what }} costs {{ p.price }}.{%% endfor %%}\n"
                        .formatted(name));
        write(
                "%s.md".formatted(name),
                "---\n---\n# Of us\n\n{%% for p in site.posts %%}<{{ p.title }}|{{ p.url }}>{%% endfor %%}\n%s"
                        .formatted("Our paper has readers. ".repeat(30)));
        write(
                "_%sdocs/a/b.md".formatted(name),
                "---\ntitle: Deep\nredirect_from: /%s/old\n---\nDeep text.\n".formatted(name));

        Path report = folder.resolveSibling(name + ".html");
        assertThat(imported("--dry-run", "--report", report.toString()))
                .contains("Nothing was changed. Of 3 articles: 3 new", "0 would by the move");
        assertThat(Files.readString(report)).contains("→ /" + name + "docs/a/b/\n");
        site.get("/" + name + "/").expect(404);

        assertThat(imported("--report", report.toString()))
                .contains("3 articles in", "3 published", "0 lead nowhere as they did before, and 0 would");
        assertThat(site.get("/2026/01/02/" + name + ".html").expect(200).text())
                .contains("href=\"/" + name + "/\"", "tea costs 1,50.", name + " desk");
        assertThat(site.get("/" + name + "/").expect(200).text())
                .contains("Of us", "Post|/articles/2026-01-02-" + name);
        assertThat(site.get("/" + name + "docs/a/b/").expect(200).text()).contains("Deep text.");
        assertThat(site.get("/" + name + "/old").expect(301).required("Location"))
                .endsWith("/" + name + "docs/a/b/");
        assertThat(imported()).contains("3 unchanged");
    }

    @Test
    void aHugoSiteReadsAsItDidThere() throws IOException {
        String name = Unique.word("hugo");
        write("hugo.toml", "title = \"H\"\ntimeZone = \"America/Los_Angeles\"\n[languages.en]\n[languages.de]\n");
        write("content/%sabout/_index.md".formatted(name), "---\ntitle: About us\n---\nAbout body\n");
        write("content/%s/json.md".formatted(name), """
                ---
                title: %s one
                date: 2026-01-02 20:00:00
                ---
                Text before. {{< figure src="/b.jpg" title="A boat" caption="By *Ann*" attr="Jo" attrlink="https://jo.example" >}} And after.

                1. One
                   {{< figure src="/c.jpg" caption="In a list" >}}
                2. Two

                See https://bare.example/a_b_c.

                ```go {hl_lines=[1]}
                x := 1
                ```

                {{< details summary="Sum" >}}
                Det *x*
                {{< /details >}}

                <details><summary>More</summary>

                Hidden *t*

                </details>
                """.formatted(name));
        write(
                "content/%s/json.de.md".formatted(name),
                "---\ntitle: %s eins\ndate: 2026-01-02 20:00:00\n---\nDeutsch\n".formatted(name));

        assertThat(imported()).contains("5 published");

        assertThat(site.get("/" + name + "about/").expect(200).text()).contains("About us", "About body");
        assertThat(site.get("/" + name + "/").expect(301).required("Location")).endsWith("/archive.html");
        assertThat(site.get("/de/" + name + "/").expect(301).required("Location"))
                .endsWith("/archive.html");
        assertThat(site.get("/" + name + "/index.xml").expect(301).required("Location"))
                .endsWith("/rss.xml");
        assertThat(site.get("/" + name + "/json/").expect(200).text())
                .contains(
                        "<figcaption><p><strong>A boat</strong></p><p>By <em>Ann</em> <a href=\"https://jo.example\"",
                        "<p>And after.</p>",
                        "<figcaption>In a list</figcaption>",
                        "<a href=\"https://bare.example/a_b_c\"",
                        "<pre><code class=\"language-go\"",
                        "<summary>Sum</summary>",
                        "Det <em>x</em>",
                        "Hidden <em>t</em>",
                        "hreflang=\"de\"",
                        "2026-01-03T12:00:00+08:00")
                .doesNotContain("&lt;fig", "```", "hl_lines");
    }

    private String imported(String... options) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> command = new ArrayList<>(
                List.of("import", "--settings", "never", "--url", site.address().toString(), "--key", site.key()));
        command.addAll(List.of(options));
        command.add(folder.toString());
        int exit = Dibao.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(command.toArray(String[]::new));
        assertThat(exit).as("%s%s", out, err).isZero();
        return out.toString();
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
