package org.dibao.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.dibao.backup.Manifest.Role;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.Position;
import org.dibao.contract.article.Revision;
import org.dibao.contract.event.ArticleEvent;
import org.dibao.contract.event.Outcome;
import org.dibao.contract.submission.Preconditions;
import org.dibao.contract.submission.Request;
import org.dibao.contract.submission.Submission;
import org.dibao.contract.submission.Submission.EraseArticle;
import org.dibao.contract.submission.Submission.KeepAppointment;
import org.dibao.contract.submission.Submission.WithdrawArticle;
import org.dibao.contract.wire.Codec;
import org.dibao.contract.wire.EventMessage;
import org.dibao.contract.wire.Headers;
import org.dibao.contract.wire.NewerVersion;
import org.junit.jupiter.api.Test;

/** What is withdrawn is erased, once. */
class ErasureTest {
    private static final ArticleId ARTICLE = new ArticleId("a");
    private static final Request REQUEST = new Request(Instant.EPOCH, "desk", null, Preconditions.NONE);
    private static final Submission KEPT =
            new KeepAppointment(REQUEST, ARTICLE, KeepAppointment.Action.PUBLISH, Instant.EPOCH);
    private static final Submission WITHDRAWN = new WithdrawArticle(REQUEST, ARTICLE);
    private static final Submission ERASED = new EraseArticle(REQUEST, ARTICLE);

    @Test
    void whatIsWithdrawnCanBeErased() {
        Erasure erasure = after(2, KEPT, WITHDRAWN);

        assertThat(erasure.refusal()).isNull();
        assertThat(erasure.isErased()).isFalse();
        assertThat(erasure.record(Instant.EPOCH).headers()).containsEntry("ce_subject", "a");
    }

    @Test
    void whatIsNotIsRefused() {
        assertThat(after(2, WITHDRAWN, KEPT).refusal()).contains("not withdrawn");
        assertThat(after(0).refusal()).contains("no article a");
        assertThat(after(1, WITHDRAWN, KEPT).refusal()).contains("Not everything is decided");
    }

    @Test
    void whatWasErasedIsNotErasedAgain() {
        assertThat(after(2, WITHDRAWN, ERASED).isErased()).isTrue();
        Erasure beforeTheNextStart = after(1, WITHDRAWN, ERASED);
        assertThat(beforeTheNextStart.isErased()).isTrue();
        assertThat(beforeTheNextStart.refusal()).isNull();
    }

    /** As what nobody could read; what a newer release has decided is for that one to erase. */
    @Test
    void aDeadLetterOfANewerVersionIsErasedWhole() {
        LoggedRecord newer = newer(1);

        Erasure erasure = after(1, WITHDRAWN);
        erasure.learn(event(1, new Outcome.Unreadable("this release does not know it")));
        assertThat(erasure.apply(Role.ARTICLES, newer).value()).asString().isEqualTo("{}");
        assertThat(erasure.refusal()).isNull();

        Erasure decided = after(1, WITHDRAWN);
        decided.learn(event(1, new Outcome.Drafted(ARTICLE, Revision.FIRST)));
        assertThatThrownBy(() -> decided.apply(Role.ARTICLES, newer)).isInstanceOf(NewerVersion.class);

        Erasure undecided = after(1, WITHDRAWN);
        assertThat(undecided.apply(Role.ARTICLES, newer)).isEqualTo(newer);
        assertThat(undecided.refusal()).contains("Not everything is decided");
    }

    private static LoggedRecord newer(int offset) {
        EventMessage message = Codec.write(KEPT);
        Map<String, String> headers = new HashMap<>(message.headers());
        headers.put(Headers.TYPE, "org.dibao.submission.submit.v9");
        return record(offset, new EventMessage(message.key(), headers, message.value()));
    }

    private static LoggedRecord event(int position, Outcome outcome) {
        EventMessage message = Codec.write(new ArticleEvent(new Position(position), Instant.EPOCH, outcome));
        return record(position, new EventMessage("any", message.headers(), message.value()));
    }

    /** @param decided how many of the submissions there are events for */
    private static Erasure after(int decided, Submission... log) {
        Erasure erasure = new Erasure(ARTICLE);
        for (int i = 0; i < decided; i++) {
            Outcome outcome = new Outcome.Drafted(ARTICLE, Revision.FIRST);
            erasure.learn(record(i, Codec.write(new ArticleEvent(new Position(i), Instant.EPOCH, outcome))));
        }
        for (int i = 0; i < log.length; i++) {
            LoggedRecord record = record(i, Codec.write(log[i]));
            assertThat(erasure.apply(Role.ARTICLES, record)).isEqualTo(record);
        }
        return erasure;
    }

    private static LoggedRecord record(int offset, EventMessage message) {
        List<Header> headers = message.headers().entrySet().stream()
                .<Header>map(header ->
                        new RecordHeader(header.getKey(), header.getValue().getBytes(StandardCharsets.UTF_8)))
                .toList();
        return new LoggedRecord(
                offset,
                0,
                Objects.requireNonNull(message.key()).getBytes(StandardCharsets.UTF_8),
                message.value(),
                headers);
    }
}
