package org.dibao.store.fold;

import static org.dibao.contract.Post.post;

import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dibao.contract.Post;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.Position;
import org.dibao.contract.article.Revision;
import org.dibao.contract.event.ArticleEvent;
import org.dibao.contract.file.FileContent;
import org.dibao.contract.file.FilePath;
import org.dibao.contract.file.Focus;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.site.Appearance;
import org.dibao.contract.site.FeedSettings;
import org.dibao.contract.site.ImprintBuilder;
import org.dibao.contract.site.MenuItem;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.site.Term;
import org.dibao.contract.submission.Idempotency;
import org.dibao.contract.submission.Preconditions;
import org.dibao.contract.submission.Request;
import org.dibao.contract.submission.Submission;
import org.dibao.contract.submission.Submission.KeepAppointment.Action;
import org.dibao.contract.submission.Submission.SubmitArticle.Kept;

/** A day at a newsroom in which everything happens once: the source of the golden files. */
final class Story {
    private static final Post MARKET = post("2022-02-17-zaoshi")
            .titled("早市开门：三家老店“搬”回河边，街坊说“味道没变”")
            .dated("2022-02-17T06:20:00+08:00")
            .in("chengshi", "Local news [city]")
            .tagged("早市", "老店")
            .writtenBy("本报记者 何田")
            .excerpt("修缮一年后，河边早市重新开门。")
            .redirectedFrom("/2022/zaoshi.html")
            .extra("source", "河岸日报")
            .extra("weather", Map.of("sky", "阴", "celsius", 3.5, "wind", List.of("东北", 2)))
            .extra("corrected", null)
            .saying("天没亮，豆浆店门口就排起了队。\n\n![图①：清晨的早市](/media/2022/zaoshi-1.jpg)\n\n（文章来源：河岸日报）")
            .html("<p>天没亮，豆浆店门口就排起了队。</p>\n<p><img src=\"/media/2022/zaoshi-1.jpg\" alt=\"图①：清晨的早市\"></p>\n"
                    + "<p class=\"em_media\">（文章来源：河岸日报）</p>\n")
            .from("newsdesk");
    private static final Post FERRY = post("ferry-timetable")
            .titled("Night ferries return to the old harbour")
            .undated()
            .in("transport")
            .saying("The last boat now leaves at *half past midnight*.")
            .html("<p>The last boat now leaves at <em>half past midnight</em>.</p>\n")
            .from("wire");

    private final Map<String, Submission> submissions = new LinkedHashMap<>();
    private final Map<String, ArticleEvent> events = new LinkedHashMap<>();
    private final Newsroom newsroom = Newsroom.ofTheFirstRelease();
    private int minute;

    Story() {
        newsroom.change(SiteSettings.DEFAULT);
        Decision site = newsroom.send(new Submission.ChangeSite(
                MARKET.receivedAt(next()).submission().request(),
                SiteSettings.builder()
                        .title("河岸日报")
                        .description("一座河边小城的新闻")
                        .language("zh-CN")
                        .baseUrl("https://news.example")
                        .timeZone("Asia/Shanghai")
                        .permalink("date")
                        .pageSize(20)
                        .build()));
        submissions.put("change-site", newsroom.log().getLast());
        events.put("site-changed", site.event());
        told("submit", "published", MARKET);
        Post corrected = MARKET.saying("天没亮，豆浆店和油条铺门口就排起了队。").html("<p>天没亮，豆浆店和油条铺门口就排起了队。</p>\n");
        told("submit-guarded", "revised", corrected.ifMatch(1).key("newsdesk/3f0b", "9c41"));
        told("", "unchanged", corrected);
        told("", "repeated", corrected.ifMatch(1).key("newsdesk/3f0b", "9c41"));
        told("", "moved", corrected.slug("zaoshi-kaimen"));
        told("submit-draft", "drafted", FERRY.asDraft());
        told("submit-minimal", "published-without-a-date", FERRY);
        told(
                "",
                "rejected",
                post("copy").titled("Copy").at("/transport/2022/03/01/Night-ferries-return-to-the-old-harbour.html"));
        newsroom.withdraw("2022-02-17-zaoshi");
        submissions.put("withdraw", newsroom.log().getLast());
        events.put("withdrawn", newsroom.last().event());
        told("", "published-again", corrected.slug("zaoshi-kaimen"));
        events.put(
                "unreadable",
                Decision.unreadable(new Position(newsroom.log().size()), next(), "no Submission: malformed JSON")
                        .event());
        later();
    }

    /** What was added within version 1: in another newsroom, so that the positions above stay as they are. */
    private void later() {
        Newsroom other = Newsroom.ofTheFirstRelease();
        other.send(new Submission.ChangeSite(
                MARKET.receivedAt(next()).submission().request(),
                SiteSettings.builder()
                        .title("河岸日报")
                        .categories(Map.of(
                                "chengshi", new Term("城市", "河岸的街巷", null), "dushi", new Term(null, null, "chengshi")))
                        .tags(Map.of("laodian", new Term("老店", null, null)))
                        .authors(Map.of("he-tian", new Term("何田", null, null)))
                        .formerHosts(List.of("old.news.example"))
                        .menu(List.of(new MenuItem("关于", "/about.html"), new MenuItem("论坛", "https://bbs.example/")))
                        .feed(new FeedSettings(FeedSettings.Content.EXCERPT, 30, null))
                        .look(new Appearance(true, true, "#C8102E"))
                        .imprint(ImprintBuilder.builder()
                                .icp("京ICP备00000000号")
                                .publicSecurity("京公网安备00000000000000号")
                                .licence("许可证 000")
                                .reportPhone("000-00000000")
                                .copyright("© 河岸日报")
                                .build())
                        .logo("/media/logo.png")
                        .publisher("河岸报社")
                        .build()));
        submissions.put("change-site-whole", other.log().getLast());
        events.put("site-changed-whole", other.last().event());
        told(
                other,
                "submit-page",
                "published-page",
                post("about").titled("关于本报").undated().in().laidOutAs("page"));
        Post translated = post("ferries").titled("Night ferries").pinned().translated("night-ferries");
        told(other, "submit-pinned", "published-pinned", translated);
        told(
                other,
                "",
                "revised-page",
                post("about").titled("关于我们").undated().in().laidOutAs("page"));
        told(other, "", "revised-translation", translated.translated("night-boats"));
        told(
                other,
                "submit-modified",
                "published-modified",
                post("market").titled("早市").changed("2022-02-20T09:30:00"));
        told(
                other,
                "submit-from-former-host",
                "published-from-former-host",
                post("bridge").redirectedFromHost("old.news.example", "/NewsShare.html"));
        Newsroom third = new Newsroom();
        third.send(post("market").titled("早市").receivedAt(Newsroom.OPENED));
        told(third, "", "revised-unseen", post("market").titled("早市").pinned());
        told(
                third,
                "submit-taken-over",
                "published-taken-over",
                post("flood").titled("水位回落").from("江畔日报", "https://river.example/a?b=1"));
        Newsroom fourth = new Newsroom();
        told(
                fourth,
                "submit-scheduled",
                "scheduled",
                post("opening")
                        .titled("新桥通车")
                        .dated("2022-04-01T08:00:00+08:00")
                        .publishedAt("2022-04-01T06:00:00+08:00")
                        .withdrawnAt("2022-05-01T00:00:00"));
        kept(fourth, "appointment", "published-as-scheduled", Action.PUBLISH, "2022-03-31T22:00:00Z");
        kept(fourth, "", "withdrawn-as-scheduled", Action.WITHDRAW, "2022-04-30T16:00:00Z");
        Newsroom fifth = new Newsroom();
        Post bridge = post("bridge").titled("新桥").receivedAt(Newsroom.OPENED);
        fifth.send(bridge);
        fifth.change(Newsroom.site("/:title.html", "Asia/Shanghai"));
        Decision moved = fifth.send(bridge.receivedAt(next()).submission().moving());
        submissions.put("move", fifth.log().getLast());
        events.put("moved-by-the-site", moved.event());
        files();
        Set<Kept> all = EnumSet.complementOf(EnumSet.of(Kept.SLUG));
        fifth.send(bridge.receivedAt(next()).submission().keeping(all));
        submissions.put("change-article", fifth.log().getLast());
        fifth.send(bridge.receivedAt(next()).submission().keeping(Set.of(Kept.SLUG)));
        submissions.put("change-title", fifth.log().getLast());
        told(
                fifth,
                "keep-file-focused",
                "file-focused",
                new Submission.KeepFile(
                        request(),
                        new FilePath("/images/桥.jpg"),
                        new FileContent("d".repeat(64), 48_213, "image/jpeg", 1600, 900, new Focus(30, 80))));
        Newsroom seventh = new Newsroom();
        seventh.send(MARKET);
        seventh.withdraw("2022-02-17-zaoshi");
        told(
                seventh,
                "erase",
                "erased",
                new Submission.EraseArticle(
                        new Request(next(), "erase", null, Preconditions.NONE), new ArticleId("2022-02-17-zaoshi")));
        fileSentTwice();
    }

    private void fileSentTwice() {
        Newsroom eighth = new Newsroom();
        Request keyed = new Request(next(), "newsdesk", new Idempotency("newsdesk/90de", "9c43"), Preconditions.NONE);
        Submission picture = new Submission.KeepFile(
                keyed,
                new FilePath("/photo/2026/ferry.png"),
                new FileContent("e".repeat(64), 48_213, "image/png", 1600, 900));
        eighth.send(picture);
        told(eighth, "", "repeated-file", picture);
    }

    /** A picture of the ferry, another one, none, and the first one again. */
    private void files() {
        Newsroom sixth = new Newsroom();
        FilePath ferry = new FilePath("/images/渡船.jpg");
        FileContent morning = new FileContent("a".repeat(64), 48_213, "image/jpeg", 1600, 900);
        FileContent evening = new FileContent("b".repeat(64), 51_002, "image/jpeg", 900, 1600);
        told(sixth, "keep-file", "file-published", new Submission.KeepFile(request(), ferry, morning));
        Request guarded = new Request(
                next(), "newsdesk", new Idempotency("newsdesk/77ab", "9c42"), new Preconditions(Revision.FIRST, false));
        told(sixth, "keep-file-guarded", "file-revised", new Submission.KeepFile(guarded, ferry, evening));
        told(sixth, "remove-file", "file-withdrawn", new Submission.RemoveFile(request(), ferry));
        told(sixth, "", "file-published-again", new Submission.KeepFile(request(), ferry, morning));
        told(sixth, "", "file-unchanged", new Submission.KeepFile(request(), ferry, morning));
        told(
                sixth,
                "keep-file-of-no-size",
                "file-rejected",
                new Submission.KeepFile(
                        new Request(next(), "newsdesk", null, new Preconditions(null, true)),
                        ferry,
                        new FileContent("c".repeat(64), 0, "application/pdf", null, null)));
    }

    private Request request() {
        return new Request(next(), "newsdesk", null, Preconditions.NONE);
    }

    private void told(Newsroom newsroom, String submission, String event, Submission told) {
        Decision decision = newsroom.send(told);
        if (!submission.isEmpty()) {
            submissions.put(submission, told);
        }
        events.put(event, decision.event());
    }

    private void kept(Newsroom newsroom, String submission, String event, Action action, String at) {
        Instant time = Instant.parse(at);
        Decision decision = newsroom.send(new Submission.KeepAppointment(
                new Request(time.plusMillis(3), "schedule", null, Preconditions.NONE),
                new ArticleId("opening"),
                action,
                time));
        if (!submission.isEmpty()) {
            submissions.put(submission, newsroom.log().getLast());
        }
        events.put(event, decision.event());
    }

    private void told(String submission, String event, Post post) {
        told(newsroom, submission, event, post);
    }

    private void told(Newsroom newsroom, String submission, String event, Post post) {
        Decision decision = newsroom.send(post.receivedAt(next()).submission());
        if (!submission.isEmpty()) {
            submissions.put(submission, newsroom.log().getLast());
        }
        events.put(event, decision.event());
    }

    private java.time.Instant next() {
        return Newsroom.OPENED.plusSeconds(60L * minute++).plusMillis(125);
    }

    Map<String, Submission> submissions() {
        return submissions;
    }

    Map<String, ArticleEvent> events() {
        return events;
    }

    Map<String, Publication> publications() {
        Map<String, Publication> publications = new LinkedHashMap<>();
        events.forEach((name, event) -> publications.put(name, Publication.of(event, SiteSettings.DEFAULT)));
        return publications;
    }
}
