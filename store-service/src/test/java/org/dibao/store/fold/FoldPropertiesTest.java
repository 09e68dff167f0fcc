package org.dibao.store.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticleBuilder;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.contract.event.ArticleEvent;
import org.dibao.contract.event.Outcome;
import org.dibao.contract.event.Result;
import org.dibao.contract.json.Json;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.site.SiteSettings;
import org.dibao.contract.submission.Submission;
import org.dibao.store.fold.PathClaim.Kind;
import org.junit.jupiter.api.Test;

/** What holds for every history: checked over many random ones. */
class FoldPropertiesTest {
    private static final int HISTORIES = 40;
    private static final int LENGTH = 400;

    @Test
    void everyKindOfOutcomeHappens() {
        Map<Result.Kind, Integer> seen = new EnumMap<>(Result.Kind.class);
        forEachHistory((seed, log) -> decide(log)
                .forEach(decision -> seen.merge(Result.of(decision.outcome()).outcome(), 1, Integer::sum)));

        assertThat(seen.keySet())
                .as("else the other properties prove little: %s", seen)
                .contains(
                        Result.Kind.PUBLISHED,
                        Result.Kind.REVISED,
                        Result.Kind.MOVED,
                        Result.Kind.WITHDRAWN,
                        Result.Kind.SITE_CHANGED,
                        Result.Kind.UNCHANGED,
                        Result.Kind.DRAFTED,
                        Result.Kind.REJECTED,
                        Result.Kind.REPEATED);
    }

    @Test
    void aReplayDecidesTheSame() {
        forEachHistory(
                (seed, log) -> assertThat(decide(log)).as("seed %d", seed).isEqualTo(decide(log)));
    }

    @Test
    void aReplayFromTheBytesOfTheLogDecidesTheSame() {
        forEachHistory((seed, log) -> {
            List<Submission> read = log.stream()
                    .map(s -> Json.read(Json.bytes(s), Submission.class))
                    .toList();
            assertThat(decide(read)).as("seed %d", seed).isEqualTo(decide(log));
        });
    }

    @Test
    void decisionsEventsAndPublicationsSurviveJson() {
        forEachHistory((seed, log) -> {
            for (Decision decision : decide(log)) {
                ArticleEvent event = decision.event();
                Publication publication = Publication.of(event, SiteSettings.DEFAULT);
                assertThat(Json.read(Json.bytes(decision), Decision.class))
                        .as("seed %d", seed)
                        .isEqualTo(decision);
                assertThat(Json.read(Json.bytes(event), ArticleEvent.class))
                        .as("seed %d", seed)
                        .isEqualTo(event);
                assertThat(Json.read(Json.bytes(publication), Publication.class))
                        .as("seed %d", seed)
                        .isEqualTo(publication);
            }
        });
    }

    /** As the store does it: each batch in memory over what the database holds, which got the batches before. */
    @Test
    void decidingInBatchesOverAnEarlierHistoryIsTheSame() {
        forEachHistory((seed, log) -> {
            Random random = new Random(seed);
            History database = new History();
            List<Decision> decisions = new ArrayList<>();
            while (decisions.size() < log.size()) {
                int end = Math.min(log.size(), decisions.size() + 1 + random.nextInt(50));
                History batch = new History(database);
                List<Decision> decided = new ArrayList<>();
                for (int i = decisions.size(); i < end; i++) {
                    Decision decision = Fold.decide(batch, new Position(i), log.get(i));
                    batch.apply(decision);
                    decided.add(decision);
                }
                decided.stream()
                        .map(d -> Json.read(Json.bytes(d), Decision.class))
                        .forEach(database::apply);
                decisions.addAll(decided);
            }
            assertThat(decisions).as("seed %d", seed).isEqualTo(decide(log));
        });
    }

    /** What is unchanged keeps its revision, also where it is now known by the file that it came from. */
    @Test
    void revisionsCountOneByOne() {
        forEachHistory((seed, log) -> {
            Map<ArticleId, Integer> last = new HashMap<>();
            for (Decision decision : decide(log)) {
                Head head = decision.head();
                if (head != null) {
                    int step = decision.outcome() instanceof Outcome.Unchanged ? 0 : 1;
                    assertThat(head.revision().value())
                            .as("seed %d, %s", seed, decision.position())
                            .isEqualTo(last.getOrDefault(head.id(), 0) + step);
                    last.put(head.id(), head.revision().value());
                }
            }
        });
    }

    @Test
    void everyLiveArticleOwnsItsPathAndItsRedirectsLeadToIt() {
        forEachHistory((seed, log) -> {
            Newsroom newsroom = new Newsroom();
            Map<ArticleId, Head> heads = new HashMap<>();
            Map<ArticlePath, PathClaim> claims = new HashMap<>();
            for (Submission submission : log) {
                Decision decision = newsroom.send(submission);
                if (decision.head() != null) {
                    heads.put(decision.head().id(), decision.head());
                }
                for (PathClaim claim : decision.claims()) {
                    PathClaim former = claims.put(claim.path(), claim);
                    assertThat(former == null
                                    || former.kind() == Kind.REDIRECT
                                    || former.article().equals(claim.article())
                                    || claim.kind() == Kind.REDIRECT
                                            && !heads.get(former.article()).isLive())
                            .as("seed %d, %s: %s takes %s", seed, decision.position(), claim, former)
                            .isTrue();
                }
                for (Head head : heads.values()) {
                    if (head.isLive()) {
                        assertThat(claims.get(head.path()))
                                .as("seed %d, %s", seed, decision.position())
                                .extracting(PathClaim::article, PathClaim::kind)
                                .containsExactly(head.id(), Kind.CURRENT);
                    }
                }
                for (PathClaim claim : claims.values()) {
                    Head head = heads.get(claim.article());
                    assertThat(head).isNotNull();
                    if (claim.kind() == Kind.CURRENT) {
                        assertThat(head.path())
                                .as("seed %d, %s", seed, decision.position())
                                .isEqualTo(claim.path());
                    } else {
                        assertThat(head.redirects())
                                .as("seed %d, %s", seed, decision.position())
                                .contains(claim.path());
                    }
                }
            }
        });
    }

    @Test
    void theLastChangeMovesWithWhatIsSeenAndWithNothingElse() {
        forEachHistory((seed, log) -> {
            Map<ArticleId, Article> live = new HashMap<>();
            for (Decision decision : decide(log)) {
                if (decision.outcome() instanceof Outcome.Live fact) {
                    Article now = fact.article();
                    Article was = live.put(now.id(), now);
                    boolean isSeen = was == null
                            || !was.seen().equals(now.seen()) && !was.seen().equals(inItsZone(now, was));
                    assertThat(now.modifiedAt())
                            .as("seed %d, %s", seed, decision.position())
                            .isEqualTo(isSeen ? decision.at() : was.modifiedAt());
                }
            }
        });
    }

    /** As readers see it if only the site's time zone has changed: the same hour of the same day. */
    private static String inItsZone(Article now, Article was) {
        OffsetDateTime here = now.date().toLocalDateTime().atOffset(was.date().getOffset());
        return here.equals(was.date())
                ? ArticleBuilder.builder(now).date(was.date()).build().seen()
                : now.seen();
    }

    @Test
    void whatIsShownFollowsFromTheFactsAlone() {
        forEachHistory((seed, log) -> {
            Newsroom newsroom = new Newsroom();
            Map<ArticlePath, ArticleId> current = new HashMap<>();
            Map<ArticlePath, ArticleId> redirects = new HashMap<>();
            Map<ArticleId, ArticlePath> live = new HashMap<>();
            for (Submission submission : log) {
                Decision decision = newsroom.send(submission);
                switch (decision.event().outcome()) {
                    case Outcome.Live fact -> {
                        current.values().remove(fact.article().id());
                        current.put(fact.article().path(), fact.article().id());
                        redirects.remove(fact.article().path());
                        fact.redirects().forEach(path -> {
                            redirects.put(path, fact.article().id());
                            current.remove(path);
                        });
                        live.put(fact.article().id(), fact.article().path());
                    }
                    case Outcome.Withdrawn fact -> live.remove(fact.article());
                    case Outcome.Erased _, Outcome.SiteChanged _, Outcome.OfFile _, Outcome.Bare _ -> {
                        // nothing that is shown changed
                    }
                }
                Map<ArticlePath, String> fromFacts = new HashMap<>();
                redirects.forEach(
                        (path, id) -> fromFacts.put(path, live.containsKey(id) ? "to " + live.get(id) : "gone"));
                current.forEach((path, id) -> fromFacts.put(path, live.containsKey(id) ? "shows " + id : "gone"));
                fromFacts.forEach((path, shown) -> assertThat(shown)
                        .as("seed %d, %s, %s", seed, decision.position(), path)
                        .isEqualTo(shown(newsroom, path)));
                decision.claims().forEach(claim -> assertThat(fromFacts).containsKey(claim.path()));
            }
        });
    }

    @Test
    void aKeyHasOneOutcomeForEver() {
        forEachHistory((seed, log) -> {
            Map<String, Decision> first = new HashMap<>();
            List<Decision> decisions = decide(log);
            for (int i = 0; i < log.size(); i++) {
                var idempotency = log.get(i).request().idempotency();
                if (idempotency == null) {
                    assertThat(decisions.get(i).key()).isNull();
                    continue;
                }
                Decision decision = decisions.get(i);
                Decision former = first.putIfAbsent(idempotency.key(), decision);
                if (former == null) {
                    assertThat(decision.key()).isNotNull();
                } else {
                    assertThat(decision.key()).isNull();
                    assertThat(decision.head())
                            .as("seed %d, %d: a used key changes nothing", seed, i)
                            .isNull();
                    assertThat(decision.outcome()).isInstanceOfAny(Outcome.Repeated.class, Outcome.Rejected.class);
                }
            }
        });
    }

    @Test
    void bareOutcomesChangeNothingThatReadersSee() {
        forEachHistory((seed, log) -> decide(log).stream()
                .filter(d -> d.outcome() instanceof Outcome.Bare)
                .forEach(d -> {
                    assertThat(d.claims()).isEmpty();
                    assertThat(Publication.of(d.event(), SiteSettings.DEFAULT).purge())
                            .isEmpty();
                    assertThat(Publication.of(d.event(), SiteSettings.DEFAULT).card())
                            .isNull();
                }));
    }

    private static String shown(Newsroom newsroom, ArticlePath path) {
        PathClaim claim = newsroom.history().claim(path);
        if (claim == null) {
            return "nothing";
        }
        Head head = newsroom.head(claim.article().value());
        if (!head.isLive()) {
            return "gone";
        }
        return claim.kind() == Kind.CURRENT ? "shows " + claim.article() : "to " + head.path();
    }

    private static List<Decision> decide(List<Submission> log) {
        Newsroom newsroom = new Newsroom();
        log.forEach(newsroom::send);
        return newsroom.decisions();
    }

    private static void forEachHistory(BiConsumer<Long, List<Submission>> property) {
        long seed = RandomHistory.seed();
        for (int i = 0; i < HISTORIES; i++) {
            property.accept(seed + i, RandomHistory.log(seed + i, LENGTH));
        }
    }
}
