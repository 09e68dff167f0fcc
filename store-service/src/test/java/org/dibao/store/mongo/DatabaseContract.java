package org.dibao.store.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.Position;
import org.dibao.contract.article.Revision;
import org.dibao.contract.event.Result;
import org.dibao.contract.file.FileContent;
import org.dibao.contract.file.FilePath;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.wire.Codec;
import org.dibao.projector.Table;
import org.dibao.projector.Versioned;
import org.dibao.store.fold.Decision;
import org.dibao.store.fold.FileHead;
import org.dibao.store.fold.Fold;
import org.dibao.store.fold.History;
import org.dibao.store.folding.Stories;
import org.dibao.store.history.Decisions;
import org.dibao.store.history.Decisions.Summary;
import org.dibao.store.history.Tables;
import org.dibao.store.history.Tables.RevisionOf;
import org.dibao.store.history.Tables.Site;
import org.junit.jupiter.api.Test;

/** What every database behind the ports guarantees. Each test begins with an empty one. */
public abstract class DatabaseContract {
    protected abstract Decisions decisions();

    protected abstract Tables tables();

    @Test
    void aDecisionIsReadAsItWasInserted() throws Exception {
        var record = new Stories().publishes("第一", "它说：“好” $set a.b").records().getFirst();
        Decision decision =
                Fold.decide(new History(), new Position(0), Codec.readSubmission(record.headers(), record.value()));

        assertThat(decisions().insert(List.of(decision)).get()).isEqualTo(1);

        assertThat(decisions().find(List.of(new Position(0), new Position(1))).get())
                .isEqualTo(Map.of(new Position(0), decision));
        assertThat(decisions().summaries(List.of(new Position(0))).get())
                .isEqualTo(Map.of(new Position(0), Summary.of(decision)));
        assertThat(Summary.of(decision).outcome()).isEqualTo(Result.Kind.PUBLISHED);
    }

    @Test
    void filesAreReadInTheOrderOfTheirPaths() throws Exception {
        Map<FilePath, Versioned<FileHead>> files = new LinkedHashMap<>();
        for (String path : List.of("/b.png", "/a/渡.png", "/a/x.png", "/c.png")) {
            FilePath at = new FilePath(path);
            files.put(at, new Versioned<>(new Position(3), file(at, 3)));
        }
        assertThat(tables().files().page(null, 10).get()).isEmpty();
        tables().files().put(files).get();
        tables().files()
                .put(Map.of(new FilePath("/c.png"), new Versioned<>(new Position(2), file(new FilePath("/c.png"), 2))))
                .get();

        assertThat(tables().files().page(null, 2).get())
                .extracting(file -> file.path().value())
                .containsExactly("/a/x.png", "/a/渡.png");
        assertThat(tables().files().page(new FilePath("/a/渡.png"), 10).get())
                .containsExactly(file(new FilePath("/b.png"), 3), file(new FilePath("/c.png"), 3));
    }

    private static FileHead file(FilePath path, long position) {
        return new FileHead(
                path,
                Revision.FIRST,
                new Position(position),
                new FileContent("a".repeat(64), 7, "image/png", 3, 2),
                false,
                Instant.EPOCH);
    }

    @Test
    void everyKindOfOutcomeHasItsSummary() throws Exception {
        History history = new History();
        List<Decision> all = new ArrayList<>();
        for (var record : Stories.aDayInTheNewsroom()) {
            try {
                Decision decision = Fold.decide(
                        history, new Position(record.offset()), Codec.readSubmission(record.headers(), record.value()));
                history.apply(decision);
                all.add(decision);
            } catch (org.dibao.contract.wire.Unreadable | NullPointerException e) {
                all.add(Decision.unreadable(new Position(record.offset()), record.timestamp(), "no"));
            }
        }
        assertThat(decisions().insert(all).get()).isEqualTo(all.size());

        Map<Position, Summary> expected = new LinkedHashMap<>();
        all.forEach(decision -> expected.put(decision.position(), Summary.of(decision)));
        assertThat(decisions().summaries(expected.keySet()).get()).isEqualTo(expected);
        assertThat(decisions().find(expected.keySet()).get())
                .hasSize(all.size())
                .containsValues(all.toArray(Decision[]::new));
    }

    @Test
    void whoDecidesFirstHasDecided() throws Exception {
        decisions()
                .insert(List.of(unreadable(5, "first"), unreadable(6, "first")))
                .get();

        int inserted = decisions()
                .insert(List.of(
                        unreadable(3, "second"),
                        unreadable(4, "second"),
                        unreadable(5, "second"),
                        unreadable(7, "second")))
                .get();

        assertThat(inserted).isEqualTo(2);
        assertThat(decisions()
                        .find(List.of(new Position(3), new Position(5), new Position(7)))
                        .get())
                .containsOnly(
                        Map.entry(new Position(3), unreadable(3, "second")),
                        Map.entry(new Position(5), unreadable(5, "first")));
        assertThat(decisions().insert(List.of(unreadable(6, "third"))).get()).isZero();
    }

    @Test
    void aThousandDecisionsAreReadAtOnce() throws Exception {
        List<Decision> many = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            many.add(unreadable(i, "no"));
        }
        assertThat(decisions().insert(many).get()).isEqualTo(1000);
        assertThat(decisions()
                        .find(many.stream().map(Decision::position).toList())
                        .get())
                .hasSize(1000);
    }

    @Test
    void oneWriteMayHoldOldAndNew() throws Exception {
        Table<RevisionOf, Position> revisions = tables().revisions();
        RevisionOf first = new RevisionOf(new ArticleId("邸报.2"), new Revision(1));
        RevisionOf second = new RevisionOf(new ArticleId("邸报.2"), new Revision(12));
        revisions
                .put(Map.of(first, new Versioned<>(new Position(9), new Position(9))))
                .get();

        Map<RevisionOf, Versioned<Position>> mixed = new LinkedHashMap<>();
        mixed.put(first, new Versioned<>(new Position(8), new Position(8)));
        mixed.put(second, new Versioned<>(new Position(11), new Position(11)));
        revisions.put(mixed).get();

        assertThat(revisions.find(List.of(first, second)).get())
                .containsOnly(Map.entry(first, new Position(9)), Map.entry(second, new Position(11)));
    }

    @Test
    void theSiteHasOneSetOfSettings() throws Exception {
        assertThat(tables().site().find(List.of(Site.SETTINGS)).get()).isEmpty();
        SiteSettings settings = SiteSettings.builder().title("报").pageSize(30).build();
        tables().site()
                .put(Map.of(Site.SETTINGS, new Versioned<>(new Position(3), settings)))
                .get();
        assertThat(tables().site().find(List.of(Site.SETTINGS)).get()).containsEntry(Site.SETTINGS, settings);
    }

    private static Decision unreadable(long position, String reason) {
        return Decision.unreadable(new Position(position), Instant.parse("2026-03-01T00:00:00Z"), reason);
    }
}
