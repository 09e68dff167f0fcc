package org.dibao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Dates of a site that comes into one of another time zone. */
class OwnDatesTest extends ImportedSite {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final ZoneId ANGELES = ZoneId.of("America/Los_Angeles");

    @Test
    void timesGetTheOffsetThatTheyHadThere() throws IOException {
        write("_config.yml", "title: R\n");
        write("source/_posts/a.md", "---\ntitle: A\ndate: 2025-01-02 03:04:05\nupdated: 2025/7/2 3:04\n---\n");
        write("source/_posts/day.md", "---\ntitle: D\ndate: 2025-01-02\n---\n");
        write("source/_posts/utc.md", "---\ntitle: U\ndate: 2025-01-02T03:04:05Z\n---\n");

        assertThat(OwnDates.of(read(), SHANGHAI, ANGELES).fields())
                .isEqualTo(Map.of(
                        "source/_posts/a.md",
                        Map.of("date", "2025-01-02 03:04:05 +0800", "modified", "2025-07-02 03:04:00 +0800")));
    }

    @Test
    void aPostOfJekyllKeepsTheDayInItsAddress() throws IOException {
        write("_config.yml", "title: R\n");
        write(
                "_posts/2025-01-02-a.md",
                "---\ntitle: A\ndate: 2025-01-02 03:04:05\npublish_at: 2030-01-02 03:04\n---\n");
        write("_posts/2025-01-02-b.md", "---\ntitle: B\ndate: 2025-01-02 23:00\n---\n");
        write("_posts/2025-01-02-c.md", "---\ntitle: C\npermalink: /c/\ndate: 2025-01-02 03:04\n---\n");
        write("_posts/2025-01-02-d.md", "---\ntitle: D\n---\n");

        OwnDates dates = OwnDates.of(read(), SHANGHAI, ANGELES);

        assertThat(dates.fields())
                .isEqualTo(Map.of(
                        "_posts/2025-01-02-a.md",
                        Map.of("date", "2025-01-02 03:04:05 +0800", "publish_at", "2030-01-02 03:04:00 +0800"),
                        "_posts/2025-01-02-b.md",
                        Map.of("date", "2025-01-02 23:00:00 +0800"),
                        "_posts/2025-01-02-c.md",
                        Map.of("date", "2025-01-02 03:04:00 +0800")));
        assertThat(dates.otherDay()).containsExactly("_posts/2025-01-02-a.md");
    }
}
