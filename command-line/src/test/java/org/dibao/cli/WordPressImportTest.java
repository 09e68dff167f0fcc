package org.dibao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.dibao.cli.site.ReadSite;
import org.dibao.cli.site.SiteFile;
import org.dibao.cli.site.SiteFile.Kind;
import org.dibao.cli.site.SiteSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the addresses and times of a WordPress export. */
class WordPressImportTest {
    @TempDir
    Path folder;

    @Test
    void addressesOfCategoriesTagsAndAuthorsLeadToTheirListings() throws IOException {
        SiteSettings settings = export("""
                        <wp:author><wp:author_login>jo</wp:author_login><wp:author_display_name>Jo Writer</wp:author_display_name></wp:author>
                        <wp:category><wp:category_nicename>news</wp:category_nicename><wp:cat_name><![CDATA[News &amp; Views]]></wp:cat_name></wp:category>
                        <wp:category><wp:category_nicename>river</wp:category_nicename><wp:cat_name>River</wp:cat_name></wp:category>
                        <wp:category><wp:category_nicename>unused</wp:category_nicename><wp:cat_name>Never used</wp:cat_name></wp:category>
                        """, item(1, "2026-01-02 12:00:00", "2026-01-02 10:00:00", "", """
                                <category domain="category" nicename="news"><![CDATA[News &amp; Views]]></category>
                                <category domain="category" nicename="river"><![CDATA[River]]></category>
                                <category domain="post_tag" nicename="%e6%b1%9f"><![CDATA[江 River]]></category>
                                <category domain="post_tag" nicename="c-2"><![CDATA[C++]]></category>
                                """))
                .settings(Clock.systemUTC());

        assertThat(settings.patch().path("categories").toString())
                .isEqualTo("{\"news\":{\"mergedInto\":\"news-views\"}}");
        assertThat(settings.patch().path("tags").toString())
                .isEqualTo("{\"江\":{\"mergedInto\":\"江-river\"},\"c-2\":{\"mergedInto\":\"c-u2b-u2b\"}}");
        assertThat(settings.patch().path("authors").toString()).isEqualTo("{\"jo\":{\"mergedInto\":\"jo-writer\"}}");
    }

    @Test
    void aListingOfThatNameStaysWhereItIs() throws IOException {
        SiteSettings settings = export(
                        "",
                        item(1, "2026-01-02 12:00:00", "2026-01-02 10:00:00", "", """
                                <category domain="category" nicename="news"><![CDATA[World]]></category>
                                <category domain="category" nicename="news-2"><![CDATA[News]]></category>
                                """)
                                + item(
                                        2,
                                        "",
                                        "",
                                        "secret",
                                        "<category domain=\"category\" nicename=\"x\">Secret</category>"))
                .settings(Clock.systemUTC());

        assertThat(settings.patch().path("categories").toString()).isEqualTo("{\"news-2\":{\"mergedInto\":\"news\"}}");
    }

    @Test
    void theTimeZoneThatAnExportDoesNotNameIsToldByItsTimes() throws IOException {
        ReadSite site = export(
                "",
                item(1, "2026-01-02 12:00:00", "2026-01-02 11:00:00", "", "")
                        + item(2, "2026-07-02 12:00:00", "2026-07-02 10:00:00", "", "")
                        + item(3, "0000-00-00 00:00:00", "0000-00-00 00:00:00", "", ""));

        assertThat(site.settings(Clock.systemUTC()).notes())
                .anyMatch(note -> note.startsWith("the export names no time zone")
                        && note.contains("+01:00, +02:00")
                        && note.contains("dibao site set timeZone="));
    }

    @Test
    void whatIsBehindAPasswordWasThere() throws IOException {
        ReadSite site = export("", item(1, "2026-01-02 12:00:00", "2026-01-02 11:00:00", "secret", ""));

        assertThat(site.of(Kind.LEFT_OUT).map(SiteFile::address)).containsExactly("/2026/01/1/");
    }

    private static String item(int id, String local, String gmt, String password, String more) {
        return """
                <item><title>T</title><link>https://river.example/2026/01/%1$d/</link><dc:creator>jo</dc:creator>
                <content:encoded>x</content:encoded><wp:post_id>%1$d</wp:post_id><wp:post_date>%2$s</wp:post_date>
                <wp:post_date_gmt>%3$s</wp:post_date_gmt><wp:post_name>%1$d</wp:post_name><wp:status>publish</wp:status>
                <wp:post_type>post</wp:post_type><wp:post_password>%4$s</wp:post_password>%5$s</item>
                """.formatted(id, local, gmt, password, more);
    }

    private ReadSite export(String head, String items) throws IOException {
        Files.writeString(folder.resolve("export.xml"), """
                <?xml version="1.0" encoding="UTF-8"?>
                <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
                 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel>
                <title>River</title><language>en-US</language><wp:base_blog_url>https://river.example</wp:base_blog_url>
                %s%s</channel></rss>
                """.formatted(head, items));
        return Doors.read(folder, 1000).orElseThrow();
    }
}
