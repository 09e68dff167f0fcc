package org.dibao.render.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.site.SiteSettings;
import org.dibao.eventlog.ReceivedRecord;
import org.dibao.projector.LogHandler;
import org.dibao.projector.Versioned;
import org.dibao.render.theme.Bodies;
import org.dibao.render.view.FakeRender;
import org.dibao.render.view.Page;
import org.dibao.render.view.Stories;
import org.junit.jupiter.api.Test;

/** A body is made when its article is published, and again when something that it is made of has changed. */
class ArticleBodiesTest {
    private static final ArticlePath PATH = new ArticlePath("/a.html");
    private static final SiteSettings ANOTHER =
            SiteSettings.builder().formerHosts(List.of("old.example")).build();

    private final FakeRender render = new FakeRender();
    private final LogHandler loop = render.projector(10);
    private final Stories stories = new Stories();
    private final ArticleBodies bodies = new ArticleBodies(render.views(), FakeRender.BODIES);

    @Test
    void theBodyOfANewRevisionIsThereBeforeItsPageIsAskedFor() {
        publishes("<p>One</p>");

        assertThat(Objects.requireNonNull(page().value().body()).body().html()).isEqualTo("<p>One</p>");
        assertThat(shown(SiteSettings.DEFAULT)).isEqualTo("<p>One</p>");
        assertThat(turn()).isEqualTo("00000");
    }

    @Test
    void afterAChangeOfSettingsItIsMadeAnewOnceAndKept() {
        publishes("<p><a href=\"https://old.example/b.html\">b</a></p>");

        assertThat(shown(ANOTHER)).isEqualTo("<p><a href=\"/b.html\">b</a></p>");
        assertThat(turn()).isEqualTo("00001");
        assertThat(shown(ANOTHER)).isEqualTo("<p><a href=\"/b.html\">b</a></p>");
        assertThat(turn()).as("not again").isEqualTo("00001");
        assertThat(shown(SiteSettings.DEFAULT)).contains("https://old.example");
        assertThat(turn()).isEqualTo("00002");
    }

    @Test
    void oneMadeAnewLateDoesNotReplaceTheNextRevision() {
        publishes("<p>One</p>");
        Versioned<Page.Live> before = page();
        publishes("<p>Two</p>");

        assertThat(bodies.of(ANOTHER, before).html()).isEqualTo("<p>One</p>");

        assertThat(shown(ANOTHER)).isEqualTo("<p>Two</p>");
        assertThat(page().value().article().html()).isEqualTo("<p>Two</p>");
    }

    @Test
    void aLargeArticleIsLeftToItsPageSoThatNobodyWaitsForIt() {
        publishes("<p>" + "x".repeat(Bodies.LARGE) + "</p>");

        assertThat(page().value().body()).isNull();
        assertThat(shown(SiteSettings.DEFAULT)).hasSizeGreaterThan(Bodies.LARGE);
        assertThat(turn()).isEqualTo("00000");
    }

    private String turn() {
        return Objects.requireNonNull(page().value().body()).turn();
    }

    private String shown(SiteSettings settings) {
        return bodies.of(settings, page()).html();
    }

    private Versioned<Page.Live> page() {
        Versioned<Page> page = render.pages.findVersions(List.of(PATH)).join().get(PATH);
        assertThat(page.value()).isInstanceOf(Page.Live.class);
        return new Versioned<>(page.position(), (Page.Live) page.value());
    }

    private void publishes(String html) {
        stories.publishes(
                "a",
                "Title " + html.length() + html.hashCode(),
                Stories.With.NOTHING.at("/a.html").html(html));
        List<ReceivedRecord> records = stories.records();
        render.topics.logEnd = records.size() - 1;
        loop.resume();
        loop.on(records.subList(records.size() - 1, records.size()));
    }
}
