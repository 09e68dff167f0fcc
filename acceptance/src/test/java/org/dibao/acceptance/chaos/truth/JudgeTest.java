package org.dibao.acceptance.chaos.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dibao.acceptance.chaos.truth.Records.bare;
import static org.dibao.acceptance.chaos.truth.Records.live;
import static org.dibao.acceptance.chaos.truth.Records.rejected;
import static org.dibao.acceptance.chaos.truth.Records.repeated;
import static org.dibao.acceptance.chaos.truth.Records.submit;

import java.util.Map;
import org.dibao.acceptance.chaos.truth.Finding.Kind;
import org.dibao.acceptance.client.Event;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final String UNREADABLE = "{\"type\":\"unreadable\",\"reason\":\"spoilt\"}";

    private final Records records = new Records();

    @Test
    void aHistoryThatIsAsItMustBeIsNotBlamed() {
        records.with("k0", submit("a", "One", "/1.html"), live("published", 1))
                .with("k1", submit("b", "Two", "/1.html"), rejected("path-taken"))
                .with("k2", submit("a", "Three", "/3.html"), live("moved", 2))
                .with("k3", submit("b", "Four", "/1.html"), live("published", 1))
                .with("k4", submit("b", "Four", "/1.html"), bare("unchanged", 1))
                .with("k5", new Deed.Withdraw("a"), bare("withdrawn", 3))
                .record("k5", null, repeated(5));
        records.sent.add(new Sent("k6", new Deed.Restore("a"), null, 0));
        records.record("k6", 3, live("published", 4));
        records.sent.add(new Sent("k7", new Deed.Patch("a", Map.of("title", "Five")), null, 0));
        records.record("k7", 3, rejected("precondition-failed"));

        Judge judge = records.judge();

        assertThat(judge.findings()).isEmpty();
        assertThat(judge.model().page("/1.html")).isEqualTo(new PageState(200, "Four"));
        assertThat(judge.model().page("/3.html")).isEqualTo(new PageState(200, "Three"));
        assertThat(judge.model().listing("river")).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void aFormerPathLeadsToTheArticleUntilAnotherTakesItAndIsGoneWithIt() {
        records.with("k0", submit("a", "One", "/1.html"), live("published", 1))
                .with("k1", submit("a", "One", "/2.html"), live("moved", 2));
        assertThat(records.judge().model().page("/1.html")).isEqualTo(new PageState(301, "/2.html"));

        records.with("k2", new Deed.Withdraw("a"), bare("withdrawn", 3));
        assertThat(records.judge().model().page("/1.html")).isEqualTo(PageState.GONE);
    }

    @Test
    void aDraftIsSeenByNobody() {
        records.with("k0", submit("a", "One", "/1.html"), live("published", 1))
                .with(
                        "k1",
                        new Deed.Submit("a", new Content("Two", "river", "/1.html", "", "", true, null), null),
                        bare("withdrawn", 2))
                .with(
                        "k2",
                        new Deed.Submit("b", new Content("Two", "river", "/2.html", "", "", true, null), null),
                        bare("drafted", 1));

        Judge judge = records.judge();

        assertThat(judge.findings()).isEmpty();
        assertThat(judge.model().page("/1.html")).isEqualTo(PageState.GONE);
        assertThat(judge.model().page("/2.html")).isEqualTo(PageState.NOTHING);
        assertThat(judge.model().listing("river")).isEmpty();
    }

    @Test
    void whatNobodyCanReadIsADeadLetterOnceAndChangesNothing() {
        records.with("k0", submit("a", "One", "/1.html"), live("published", 1))
                .poison(UNREADABLE)
                .with("k1", submit("a", "Two", "/1.html"), live("revised", 2))
                .poison(UNREADABLE);
        assertThat(records.judge().findings()).isEmpty();

        records.dead.add(Records.letter(1));
        assertFound(Kind.DOUBLED);
        records.dead.removeIf(letter -> letter.offset() == 1);
        assertFound(Kind.LOST);
    }

    @Test
    void poisonThatIsTakenForSomethingIsWrong() {
        records.poison(bare("unchanged", 1));

        assertFound(Kind.WRONG);
    }

    @Test
    void aDeadLetterThatIsAnotherRecordIsWrong() {
        records.poison(UNREADABLE);
        records.dead.set(
                0,
                new Event(
                        0,
                        null,
                        records.dead.getFirst().headers(),
                        records.events.getFirst().value()));

        assertFound(Kind.WRONG);
    }

    @Test
    void aDeadLetterOfWhatAClientHasSentIsWrong() {
        records.with("k0", submit("a", "One", "/1.html"), live("published", 1));
        records.dead.add(Records.letter(0));

        assertFound(Kind.WRONG);
    }

    @Test
    void whatWasAcknowledgedAndIsNotThereIsLost() {
        records.with("k0", submit("a", "One", "/1.html"), live("published", 1));
        records.sent.add(new Sent("k1", submit("b", "Two", "/2.html"), 1L, 0));

        assertFound(Kind.LOST);
    }

    @Test
    void whatWasAcknowledgedWhereSomethingElseIsIsLost() {
        records.with("k0", submit("a", "One", "/1.html"), live("published", 1));
        records.sent.add(new Sent("k1", submit("b", "Two", "/2.html"), 0L, 0));

        assertFound(Kind.LOST);
    }

    @Test
    void aRetryThatTakesEffectIsWrong() {
        records.with("k0", submit("a", "One", "/1.html"), live("published", 1)).record("k0", null, live("revised", 2));

        assertFound(Kind.WRONG);
    }

    @Test
    void whatWasRefusedMustNotBeInTheLog() {
        records.with("k0", submit("a", "One", "/1.html"), live("published", 1));
        records.sent.set(0, new Sent("k0", submit("a", "One", "/1.html"), null, 404));

        assertFound(Kind.WRONG);
    }

    @Test
    void anotherDecisionThanTheRuleGivesIsWrong() {
        records.with("k0", submit("a", "One", "/1.html"), live("published", 1))
                .with("k1", submit("b", "Two", "/1.html"), live("published", 1));

        assertFound(Kind.WRONG);
    }

    @Test
    void aPositionWithoutAnEventIsAGap() {
        records.with("k0", submit("a", "One", "/1.html"), live("published", 1))
                .with("k1", submit("a", "Two", "/1.html"), live("revised", 2));
        records.publications.removeFirst();

        assertFound(Kind.GAP);
    }

    @Test
    void aLogWhoseEndHasNoEventHasAGap() {
        records.with("k0", submit("a", "One", "/1.html"), live("published", 1));
        records.publications.clear();

        assertFound(Kind.GAP);
    }

    @Test
    void aRecordMayComeAgainButNotDifferently() {
        records.with("k0", submit("a", "One", "/1.html"), live("published", 1));
        records.publications.add(Records.at(0, live("published", 1)));
        assertThat(records.judge().findings()).isEmpty();
        assertThat(records.judge().repeated()).isOne();

        records.publications.add(Records.at(0, live("published", 2)));
        assertFound(Kind.DOUBLED);
    }

    @Test
    void aPageIsStaleIfItIsOlderThanWhatItsReaderWasToldOf() {
        records.with("k0", submit("a", "One", "/1.html"), live("published", 1))
                .with("k1", submit("a", "Two", "/1.html"), live("revised", 2))
                .with("k2", submit("a", "Three", "/1.html"), live("revised", 3));
        Judge judge = records.judge();

        judge.look(new Seen("/1.html", -1, PageState.NOTHING));
        judge.look(new Seen("/1.html", 0, new PageState(200, "One")));
        judge.look(new Seen("/1.html", 0, new PageState(200, "Three")));
        judge.look(new Seen("/other.html", 2, PageState.NOTHING));
        assertThat(judge.findings()).isEmpty();

        judge.look(new Seen("/1.html", 1, new PageState(200, "One")));
        assertThat(judge.findings()).extracting(Finding::kind).containsExactly(Kind.STALE);
    }

    private void assertFound(Kind kind) {
        assertThat(records.judge().findings()).extracting(Finding::kind).contains(kind);
    }
}
